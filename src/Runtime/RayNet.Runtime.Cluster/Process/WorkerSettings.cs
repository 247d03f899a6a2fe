using System.Globalization;
using RayNet.Runtime.Cluster.Node;

namespace RayNet.Runtime.Cluster;

/// <summary>What a worker finds in its environment.</summary>
/// <param name="Process">The origin of the ids that it makes.</param>
/// <param name="Node">Its node.</param>
/// <param name="Job">Its job.</param>
/// <param name="NodeProcessId">The node's process.</param>
/// <param name="NodeLane">The node's socket.</param>
/// <param name="Lane">Its own socket.</param>
/// <param name="Token">What opens links.</param>
/// <param name="Namespace">The namespace of actor names.</param>
/// <param name="BuildId">The deployment.</param>
/// <param name="BridgeLane">The node's socket for links to other nodes; empty where there are none.</param>
/// <param name="Assemblies">Assemblies to load before the first call.</param>
/// <param name="Gpus">The GPUs that its calls hold.</param>
internal sealed record WorkerSettings(
    ulong Process,
    NodeId Node,
    JobId Job,
    int NodeProcessId,
    string NodeLane,
    string Lane,
    string Token,
    string Namespace,
    string BuildId,
    string[] Assemblies,
    string BridgeLane,
    string[] Gpus)
{
    private const string Name = "CLUSTER";

    private const char Separator = '\n';

    /// <summary>The settings as variables of the worker's environment: other users of the machine do not see those, as they see arguments.</summary>
    internal static Dictionary<string, string> ToEnvironment(WorkerStartInfo start, string app, IEnumerable<string> assemblies) => new(StringComparer.Ordinal)
    {
        [Name] = string.Join(
            Separator,
            Text(start.Process),
            Text(start.Node.Origin),
            Text(start.Node.Sequence),
            Text(start.Job.Origin),
            Text(start.Job.Sequence),
            Text((ulong)start.NodeProcessId),
            start.NodeLane,
            start.Lane,
            start.Token,
            start.Setup.Namespace,
            start.Setup.BuildId,
            string.Join(';', assemblies.Prepend(app).Distinct(StringComparer.Ordinal)),
            start.BridgeLane,
            string.Join(',', start.Gpus ?? [])),
    };

    /// <summary>Reads what the node wrote.</summary>
    internal static WorkerSettings Read(IReadOnlyDictionary<string, string> settings)
    {
        string[] parts = settings.TryGetValue(Name, out string? text)
            ? text.Split(Separator)
            : throw new InvalidOptionException("This worker was not told where to connect. Start a program that calls Ray.InitAsync, or 'raynet start'.");
        return new WorkerSettings(
            Number(parts[0]),
            new NodeId(Number(parts[1]), Number(parts[2])),
            new JobId(Number(parts[3]), Number(parts[4])),
            (int)Number(parts[5]),
            parts[6],
            parts[7],
            parts[8],
            parts[9],
            parts[10],
            parts[11].Split(';', StringSplitOptions.RemoveEmptyEntries),
            parts[12],
            parts[13].Split(',', StringSplitOptions.RemoveEmptyEntries));
    }

    private static string Text(ulong number) => number.ToString(CultureInfo.InvariantCulture);

    private static ulong Number(string text) => ulong.Parse(text, CultureInfo.InvariantCulture);
}
