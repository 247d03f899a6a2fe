using System.Globalization;

namespace RayNet.Testing.Nodes;

/// <summary>The processes that have a folder among their arguments or variables, where the system lists them.</summary>
internal static class ProcessesOf
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(100);

    /// <summary>Those that are left after a while.</summary>
    internal static async Task<IReadOnlyList<(int Id, string Command)>> WaitForNoneAsync(string folder, TimeSpan limit)
    {
        long start = TimeProvider.System.GetTimestamp();
        while (true)
        {
            List<(int Id, string Command)> found = Find(folder);
            if (found.Count == 0 || TimeProvider.System.GetElapsedTime(start) > limit)
            {
                return found;
            }

            await Task.Delay(Poll).ConfigureAwait(false);
        }
    }

    private static List<(int Id, string Command)> Find(string folder)
    {
        var found = new List<(int, string)>();
        if (!Directory.Exists("/proc"))
        {
            return found;
        }

        foreach (string process in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(process), NumberStyles.None, CultureInfo.InvariantCulture, out int id)
                && id != Environment.ProcessId
                && Read(process, "cmdline") is { Length: > 0 } command
                && (command.Contains(folder, StringComparison.Ordinal) || Read(process, "environ").Contains(folder, StringComparison.Ordinal)))
            {
                found.Add((id, command.Replace('\0', ' ')));
            }
        }

        return found;
    }

    private static string Read(string process, string file)
    {
        try
        {
            return File.ReadAllText(Path.Combine(process, file));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return string.Empty;
        }
    }
}
