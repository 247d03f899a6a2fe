using System.Globalization;

namespace RayNet.Runtime.Deployment.Logs;

/// <summary>One output of one worker, and whose it is.</summary>
/// <param name="Folder">Where its files are.</param>
/// <param name="Pid">The worker.</param>
/// <param name="Kind">Which output.</param>
/// <param name="Job">The job that the worker serves.</param>
/// <param name="Node">The node's short name, for the prefix of lines.</param>
internal sealed record LogSource(string Folder, int Pid, LogStreamKind Kind, string Job, string Node)
{
    internal static string ShortNameOf(NodeId node) => node.Origin.ToString("x16", CultureInfo.InvariantCulture)[..4];

    internal string PathOf(int number) => LogFileNames.PathOf(Folder, Pid, Kind, number);
}
