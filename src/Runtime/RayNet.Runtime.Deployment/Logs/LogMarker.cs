namespace RayNet.Runtime.Deployment.Logs;

/// <summary>A line that a worker writes about the lines after it: which actor or task they come from. It is not shown.</summary>
internal static class LogMarker
{
    /// <summary>Begins with a control character that no program writes at the start of a line.</summary>
    private const string Prefix = "\u001eraynet-name:";

    internal static string LineFor(string? name) => Prefix + name?.ReplaceLineEndings(" ");

    /// <summary>Writes it to both outputs. Only for a worker that runs one thing at a time, such as one with a single actor.</summary>
    internal static void Write(string? name)
    {
        string line = LineFor(name);
        Console.Out.WriteLine(line);
        Console.Error.WriteLine(line);
    }

    internal static bool TryRead(string line, out string? name)
    {
        bool isMarker = line.StartsWith(Prefix, StringComparison.Ordinal);
        name = isMarker && line.Length > Prefix.Length ? line[Prefix.Length..] : null;
        return isMarker;
    }
}
