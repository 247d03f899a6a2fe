namespace RayNet.Runtime.Resources;

/// <summary>Gives each resource name a small index, so that quantities live in arrays. Names are never forgotten.</summary>
internal static class ResourceNames
{
    internal const int Cpu = 0;
    internal const int Gpu = 1;
    internal const int Memory = 2;

    private static readonly Lock Gate = new();
    private static readonly Dictionary<string, int> Indexes = new(StringComparer.Ordinal) { ["CPU"] = Cpu, ["GPU"] = Gpu, ["memory"] = Memory };
    private static readonly List<string> Names = ["CPU", "GPU", "memory"];

    internal static int IndexOf(string name)
    {
        lock (Gate)
        {
            if (!Indexes.TryGetValue(name, out int index))
            {
                index = Names.Count;
                Indexes.Add(name, index);
                Names.Add(name);
            }

            return index;
        }
    }

    internal static string NameOf(int index)
    {
        lock (Gate)
        {
            return Names[index];
        }
    }

    /// <summary>Whether the name belongs to an option of its own.</summary>
    internal static bool IsPredefined(string name) =>
        name.Equals("CPU", StringComparison.OrdinalIgnoreCase)
        || name.Equals("GPU", StringComparison.OrdinalIgnoreCase)
        || name.Equals("memory", StringComparison.OrdinalIgnoreCase);
}
