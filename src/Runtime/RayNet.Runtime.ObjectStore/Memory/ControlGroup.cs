namespace RayNet.Runtime.ObjectStore.Memory;

/// <summary>A control group of Linux: a folder with files that say what its processes use and may use.</summary>
/// <param name="Folder">The folder.</param>
/// <param name="IsUnified">Whether it is of version 2, whose files have other names.</param>
internal readonly record struct ControlGroup(string Folder, bool IsUnified)
{
    private const string Groups = "/sys/fs/cgroup";

    /// <summary>The group that limits a process in one respect (<c>memory</c>, <c>cpu</c>), and the groups around it, from the inside to the outside.</summary>
    /// <param name="controller">The controller.</param>
    /// <param name="memberships">The lines of <c>/proc/self/cgroup</c>.</param>
    internal static IEnumerable<ControlGroup> Around(string controller, IEnumerable<string> memberships)
    {
        foreach (string membership in memberships)
        {
            if (membership.Split(':', 3) is not [string hierarchy, string controllers, string group])
            {
                continue;
            }

            bool isUnified = hierarchy == "0" && controllers.Length == 0;
            if (!isUnified && !controllers.Split(',').Contains(controller))
            {
                continue;
            }

            string root = isUnified ? Groups : $"{Groups}/{controller}";

            // Inside a container the path is the host's, and only the root of it is there.
            for (string path = group.TrimEnd('/'); ; path = path[..path.LastIndexOf('/')])
            {
                yield return new ControlGroup(root + path, isUnified);
                if (path.Length == 0)
                {
                    break;
                }
            }
        }
    }
}
