using System.Collections;
using System.Globalization;
using RayNet.Runtime.Cluster.Connections;
using RayNet.Runtime.Cluster.Sessions;
using RayNet.Runtime.Deployment.Processes;

namespace RayNet.Testing.Nodes;

/// <summary>A node in a process of the <c>raynet</c> command.</summary>
internal sealed class ToolNode : ITestNode
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(50);

    private readonly ChildProcess _process;
    private readonly ProcessRegistry _registry;
    private ProcessRecord _record;

    private ToolNode(ChildProcess process, ProcessRegistry registry, ProcessRecord record)
    {
        _process = process;
        _registry = registry;
        _record = record;
    }

    public bool IsHead => _record.Role == ProcessRecord.Head;

    public string Address => ClusterAddress.Parse(JoinAddress).HostAndPort;

    /// <summary>A node that came back is at another port.</summary>
    public string JoinAddress => (_record = Find(_registry, _process) ?? _record).Address;

    public int ProcessId => _process.Pid;

    public Task Ended => _process.Exited;

    public PretendedMemory? Memory => null;

    public NodeNetwork? Network => null;

    internal static async Task<ToolNode> StartAsync(NodeOptions node, string? head, string folder, RayClusterOptions cluster, CancellationToken cancellationToken, int port = 0, params string[] more)
    {
        (string file, string[] prefix) = ToolFinder.Find(cluster.ToolPath);
        Directory.CreateDirectory(folder);
        string log = Path.Combine(folder, "raynet.log");
        ChildProcess process = ProcessSpawner.Start(new SpawnRequest
        {
            FileName = file,
            Arguments = [.. prefix, .. Arguments(node, head, folder, cluster, port), .. more],
            Environment = OwnEnvironment(),
            WorkingDirectory = folder,
            OutputFile = log,
            ErrorFile = log,
        });
        try
        {
            var registry = new ProcessRegistry(folder);
            return new ToolNode(process, registry, await WaitAsync(process, registry, log, cluster.WaitLimit, cancellationToken).ConfigureAwait(false));
        }
        catch
        {
            process.Kill();
            throw;
        }
    }

    public async Task StopAsync()
    {
        _process.Terminate();
        await _process.Exited.ConfigureAwait(false);
    }

    public async Task KillAsync()
    {
        _process.Kill();
        await _process.Exited.ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync() => await StopAsync().ConfigureAwait(false);

    private static IEnumerable<string> Arguments(NodeOptions node, string? head, string folder, RayClusterOptions cluster, int port)
    {
        string[] role = head is null ? ["--head", "--port", port.ToString(CultureInfo.InvariantCulture), "--node-grace-period", Seconds(cluster.NodeGracePeriod)] : ["--address", head];
        IEnumerable<string> arguments =
        [
            "start", .. role, "--block", "--session-dir", folder, "--stop-grace-period", Seconds(cluster.StopGracePeriod),
            "--num-cpus", Number(node.NumCpus), "--num-gpus", Number(node.NumGpus), "--memory-monitor-interval", "0", "--object-store-memory", node.ObjectStoreBytes.ToString(CultureInfo.InvariantCulture),
            "--workers-per-job", node.WorkersPerJob.ToString(CultureInfo.InvariantCulture),
        ];
        if (node.Name is { } name)
        {
            arguments = arguments.Concat(["--node-name", name]);
        }

        if (node.ObjectSpillingDirectory is { } spilling)
        {
            arguments = arguments.Concat(["--object-spilling-directory", spilling]);
        }

        if (node.Resources.Count > 0)
        {
            arguments = arguments.Concat(["--resources", string.Join(',', node.Resources.Select(static item => $"{item.Key}={Number(item.Value)}"))]);
        }

        return node.Labels.Count == 0 ? arguments : arguments.Concat(["--labels", string.Join(',', node.Labels.Select(static item => $"{item.Key}={item.Value}"))]);
    }

    /// <summary>The process writes itself down when others can reach it.</summary>
    private static async Task<ProcessRecord> WaitAsync(ChildProcess process, ProcessRegistry registry, string log, TimeSpan limit, CancellationToken cancellationToken)
    {
        long start = TimeProvider.System.GetTimestamp();
        while (true)
        {
            if (Find(registry, process) is { } record)
            {
                return record;
            }

            if (process.Exited.IsCompleted)
            {
                throw new InvalidOperationException($"The raynet command ended while it started ({await process.Exited.ConfigureAwait(false)}): {await ReadAsync(log, cancellationToken).ConfigureAwait(false)}");
            }

            if (TimeProvider.System.GetElapsedTime(start) > limit)
            {
                throw new TimeoutException($"The raynet command did not start within {limit.TotalSeconds:0.#} s: {await ReadAsync(log, cancellationToken).ConfigureAwait(false)}");
            }

            await Task.Delay(Poll, cancellationToken).ConfigureAwait(false);
        }
    }

    private static ProcessRecord? Find(ProcessRegistry registry, ChildProcess process) => registry.List().FirstOrDefault(record => record.Identity.Pid == process.Pid);

    private static async Task<string> ReadAsync(string log, CancellationToken cancellationToken) =>
        File.Exists(log) ? await File.ReadAllTextAsync(log, cancellationToken).ConfigureAwait(false) : "it wrote nothing.";

    private static Dictionary<string, string> OwnEnvironment()
    {
        var environment = new Dictionary<string, string>(OperatingSystem.IsWindows() ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal);
        foreach (DictionaryEntry variable in Environment.GetEnvironmentVariables())
        {
            // A cluster that the developer uses is not the one under test.
            if (variable is { Key: string name, Value: string value } && !name.StartsWith("RAYNET_", StringComparison.Ordinal))
            {
                environment[name] = value;
            }
        }

        return environment;
    }

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static string Seconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.###}s");
}
