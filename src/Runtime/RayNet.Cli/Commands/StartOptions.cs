using System.CommandLine;
using RayNet.Cli.Heads;
using RayNet.Cli.Options;
using RayNet.Runtime.Cluster.Connections;
using RayNet.Runtime.Cluster.Machine.Isolation;
using RayNet.Runtime.Cluster.Node.Memory;
using RayNet.Runtime.Cluster.Sessions;
using RayNet.Runtime.ObjectStore.Spilling;
using RayNet.Runtime.Server.Heads;
using RayNet.Runtime.Server.Nodes;
using RayNet.Runtime.Server.Processes;

namespace RayNet.Cli.Commands;

/// <summary>The options of <c>raynet start</c>.</summary>
internal sealed class StartOptions
{
    internal const string TokenOption = "--token";

    private const int MostWorkersPerJob = 1_024;

    private readonly Option<bool> _head = new("--head") { Description = "Start a head: a new cluster, with a node." };
    private readonly Option<string?> _address = new("--address") { Description = "Start a node of the cluster at this address. By default RAYNET_ADDRESS, or the cluster that runs on this machine.", HelpName = "address" };
    private readonly Option<string?> _host = new("--host") { Description = "The address to listen on. By default only this machine can connect; with another address token and TLS are on.", HelpName = "host" };
    private readonly Option<int?> _port = new("--port") { Description = "The port to listen on: 6380 for a head, any free one for a node. 0 is any free one.", HelpName = "port" };
    private readonly Option<string?> _nodeName = new("--node-name") { Description = "The name of the node, for people. By default the machine's.", HelpName = "name" };
    private readonly Option<string?> _resources = new("--resources") { Description = "Resources of the node: cpu=4,gpu=1,custom=2, or a JSON object.", HelpName = "resources" };
    private readonly Option<double?> _cpus = new("--num-cpus") { Description = "CPUs of the node. By default those that the machine has and its container allows.", HelpName = "number" };
    private readonly Option<double?> _gpus = new("--num-gpus") { Description = "GPUs of the node. By default those that nvidia-smi lists.", HelpName = "number" };
    private readonly Option<string[]> _labels = new("--labels") { Description = "Labels of the node: key=value, several with commas.", HelpName = "labels" };
    private readonly Option<string?> _storeMemory = new("--object-store-memory") { Description = "Memory of the object store, such as 2GiB. By default 30 % of the machine's.", HelpName = "size" };
    private readonly Option<string?> _spillDirectory = new("--object-spilling-directory") { Description = "Where objects go when that memory is full: a directory on a disk. By default the session folder.", HelpName = "folder" };
    private readonly Option<double> _memoryThreshold = new("--memory-usage-threshold") { Description = "The part of the memory from which on workers are stopped, from 0 to 1.", HelpName = "part", DefaultValueFactory = static _ => new MemoryOptions().Threshold };
    private readonly Option<string> _memoryInterval = new("--memory-monitor-interval") { Description = "How often the memory is looked at; 0 for never.", HelpName = "time", DefaultValueFactory = static _ => "250ms" };
    private readonly Option<bool> _isolation = new("--enable-resource-isolation") { Description = "Keep workers apart from the node by control groups of version 2: they never use what is reserved for the system." };
    private readonly Option<string?> _cgroupPath = new("--cgroup-path") { Description = "The control group in which the node makes its own. By default the one that it runs in.", HelpName = "folder" };
    private readonly Option<double?> _reservedCpu = new("--system-reserved-cpu") { Description = "CPUs of the node itself when they are contended. By default a tenth.", HelpName = "number" };
    private readonly Option<string?> _reservedMemory = new("--system-reserved-memory") { Description = "Memory that workers leave, such as 2GiB. By default a tenth, 10GiB at most.", HelpName = "size" };
    private readonly Option<int> _workersPerJob = new("--workers-per-job") { Description = "Worker processes that share the work of a job on the node: 1 runs it on the threads of one process.", HelpName = "number", DefaultValueFactory = static _ => 1 };
    private readonly Option<bool> _block = new("--block") { Description = "Stay in the foreground, and log to the terminal." };
    private readonly Option<string?> _sessionDir = ConnectOptions.SessionDir();
    private readonly Option<string> _clusterName = new("--cluster-name") { Description = "The name of the folder in ~/.raynet with token and authority.", HelpName = "name", DefaultValueFactory = static _ => "default" };
    private readonly Option<string?> _token = new(TokenOption) { Description = "The token. Others see arguments of programs: better use --token-file or RAYNET_TOKEN.", HelpName = "token" };
    private readonly Option<string?> _tokenFile = new("--token-file") { Description = "The file with the token. By default RAYNET_TOKEN or RAYNET_TOKEN_FILE; a head beyond this machine makes one.", HelpName = "file" };
    private readonly Option<bool> _tls = new("--tls") { Description = "Use TLS also where only this machine can connect." };
    private readonly Option<string?> _certificate = new("--tls-cert") { Description = "Your certificate, as PEM, with the chain. By default the cluster's own authority signs one.", HelpName = "file" };
    private readonly Option<string?> _key = new("--tls-key") { Description = "The key of --tls-cert.", HelpName = "file" };
    private readonly Option<string?> _authority = new("--tls-ca") { Description = "The authority that all members of the cluster have their certificates from, as PEM.", HelpName = "file" };
    private readonly Option<bool> _requireClientCertificate = new("--tls-require-client-cert") { Description = "Ask callers for a certificate of --tls-ca." };
    private readonly Option<bool> _insecurePlaintext = new("--insecure-plaintext") { Description = "No TLS although other machines can connect." };
    private readonly Option<bool> _insecureNoToken = new("--insecure-no-token") { Description = "No token although other machines can connect." };
    private readonly Option<string?> _storage = new("--storage") { Description = "Where a head keeps its tables: sqlite (a file in the session folder, the default), sqlite:PATH, or memory; or where several heads keep them, of which one leads: postgres://user@host/database, redis://host. By default RAYNET_STORAGE.", HelpName = "storage" };
    private readonly Option<string?> _join = new("--join") { Description = "All heads of the cluster, this one included: host:port,host:port,host:port. They keep the tables on their own disks, one leads, and the others take over.", HelpName = "heads" };
    private readonly Option<string> _leaderLease = new("--leader-lease") { Description = "How long the leader of several heads may be silent before another one takes over.", HelpName = "time", DefaultValueFactory = static _ => "2s" };
    private readonly Option<bool> _newCluster = new("--new-cluster") { Description = "Begin a new cluster also where the last head in that storage was killed, and not stopped." };
    private readonly Option<string> _restartGracePeriod = new("--restart-grace-period") { Description = "How long a head that was started again waits for the nodes that it knew.", HelpName = "time", DefaultValueFactory = static _ => "10s" };
    private readonly Option<string> _headTimeout = new("--head-timeout") { Description = "How long a node, and what needs the head, waits for a head that is away.", HelpName = "time", DefaultValueFactory = static _ => "60s" };
    private readonly Option<string> _nodeGracePeriod = new("--node-grace-period") { Description = "How long the head waits for a node whose connection broke.", HelpName = "time", DefaultValueFactory = static _ => "5s" };
    private readonly Option<string> _heartbeatInterval = new("--heartbeat-interval") { Description = "How often head and node ask each other whether they are there; 0 for never.", HelpName = "time", DefaultValueFactory = static _ => "1s" };
    private readonly Option<string> _heartbeatTimeout = new("--heartbeat-timeout") { Description = "How long the other side may be silent after that before the connection counts as broken.", HelpName = "time", DefaultValueFactory = static _ => "3s" };
    private readonly Option<string> _stopGracePeriod = new("--stop-grace-period") { Description = "How long work has to end when this is stopped.", HelpName = "time", DefaultValueFactory = static _ => "5s" };
    private readonly Option<string> _timeout = new("--timeout") { Description = "How long starting may take.", HelpName = "time", DefaultValueFactory = static _ => "60s" };

    internal void AddTo(Command command)
    {
        foreach (Option option in (Option[])[_head, _address, _host, _port, _nodeName, _resources, _cpus, _gpus, _labels, _storeMemory, _spillDirectory, _memoryThreshold, _memoryInterval, _isolation, _cgroupPath, _reservedCpu, _reservedMemory, _workersPerJob, _block, _sessionDir, _clusterName, _token, _tokenFile, _tls, _certificate, _key, _authority, _requireClientCertificate, _insecurePlaintext, _insecureNoToken, _storage, _join, _leaderLease, _newCluster, _restartGracePeriod, _headTimeout, _nodeGracePeriod, _heartbeatInterval, _heartbeatTimeout, _stopGracePeriod, _timeout])
        {
            command.Add(option);
        }
    }

    internal bool IsBlocking(ParseResult parsed) => parsed.GetValue(_block);

    internal string? Token(ParseResult parsed) => parsed.GetValue(_token);

    internal TimeSpan Timeout(ParseResult parsed) => Texts.Time("--timeout", parsed.GetRequiredValue(_timeout));

    /// <summary>What is to be started.</summary>
    /// <exception cref="UsageException">The options contradict each other, or a value cannot be read.</exception>
    internal ProcessOptions Read(ParseResult parsed, string logFile)
    {
        bool isHead = parsed.GetValue(_head);
        string? address = parsed.GetValue(_address);
        if (isHead && address is not null)
        {
            throw new UsageException("--head starts a new cluster, --address joins one. Give one of them.");
        }

        string sessionRoot = SessionRoot.Find(parsed.GetValue(_sessionDir));
        string? storage = parsed.GetValue(_storage) ?? (isHead && parsed.GetValue(_join) is null ? ClusterEnvironment.Variable(SharedStorages.Variable) : null);
        SharedStorageOptions? shared = isHead ? SharedStorages.Find(storage, parsed.GetValue(_join), Texts.Time("--leader-lease", parsed.GetRequiredValue(_leaderLease))) : null;
        if (shared is not null && parsed.GetValue(_newCluster))
        {
            throw new UsageException("With several heads a new cluster begins in an empty storage: a new database, or heads whose session folders have no 'raft' folder. --new-cluster would be repeated by every head that takes over.");
        }

        var options = new ProcessOptions
        {
            Host = parsed.GetValue(_host),
            Port = parsed.GetValue(_port) ?? (isHead ? ClusterAddress.DefaultPort : 0),
            NodeName = parsed.GetValue(_nodeName),
            Resources = Resources(parsed),
            Labels = Texts.Pairs("--labels", parsed.GetValue(_labels) ?? [], separated: true),
            StoreCapacity = parsed.GetValue(_storeMemory) is { } size ? Texts.Size("--object-store-memory", size) : null,
            Spilling = SpillConfiguration.Parse(parsed.GetValue(_spillDirectory)),
            Memory = new MemoryOptions
            {
                Threshold = parsed.GetValue(_memoryThreshold) is > 0 and <= 1 and var threshold ? threshold : throw new UsageException("--memory-usage-threshold has to be above 0, and 1 at most: it is a part of the memory."),
                Interval = Texts.Time("--memory-monitor-interval", parsed.GetRequiredValue(_memoryInterval)),
            },
            Isolation = Isolation(parsed),
            WorkersPerJob = parsed.GetValue(_workersPerJob) is >= 1 and <= MostWorkersPerJob and var workers ? workers : throw new UsageException($"--workers-per-job has to be from 1 to {MostWorkersPerJob}."),
            SessionRoot = sessionRoot,
            LogFile = logFile,
            Storage = shared is null ? HeadStorage.Parse(storage) : HeadStorage.Memory,
            Shared = shared,
            IsNewCluster = parsed.GetValue(_newCluster),
            RestartGracePeriod = Texts.Time("--restart-grace-period", parsed.GetRequiredValue(_restartGracePeriod)),
            Connection = NodeConnectionOptions.Default with
            {
                ReconnectTimeout = Texts.Time("--head-timeout", parsed.GetRequiredValue(_headTimeout)),
                HeartbeatInterval = Texts.Time("--heartbeat-interval", parsed.GetRequiredValue(_heartbeatInterval)),
                HeartbeatTimeout = Texts.Time("--heartbeat-timeout", parsed.GetRequiredValue(_heartbeatTimeout)),
            },
            NodeGracePeriod = Texts.Time("--node-grace-period", parsed.GetRequiredValue(_nodeGracePeriod)),
            StopGracePeriod = Texts.Time("--stop-grace-period", parsed.GetRequiredValue(_stopGracePeriod)),
            Security = Security(parsed),
        };
        if (options.Port is < 0 or > 65_535)
        {
            throw new UsageException($"--port is {options.Port}; it has to be from 0 to 65535.");
        }

        return isHead ? options : Join(parsed, options, address);
    }

    private ProcessOptions Join(ParseResult parsed, ProcessOptions options, string? address)
    {
        if (address is null && ClusterEnvironment.Variable(ClusterEnvironment.Address) is null && new ProcessRegistry(options.SessionRoot).FindHead() is null)
        {
            throw new UsageException("Say what to start: --head for a new cluster, or --address host:port for a node of one.");
        }

        SecurityOptions security = options.Security;
        (ClusterAddress head, ClusterCredentials credentials) = Clusters.ClusterLink.Find(new Clusters.ClusterRequest(address, parsed.GetValue(_sessionDir), security.TokenFile, security.AuthorityFile, security.CertificateFile, security.KeyFile, Timeout(parsed)));
        return options with { Head = head, Credentials = security.Token is { } token ? credentials with { Token = ClusterEnvironment.FindToken(token, null) } : credentials };
    }

    private IsolationOptions? Isolation(ParseResult parsed)
    {
        var options = new IsolationOptions
        {
            Folder = parsed.GetValue(_cgroupPath) ?? string.Empty,
            ReservedCpus = parsed.GetValue(_reservedCpu),
            ReservedMemory = parsed.GetValue(_reservedMemory) is { } size ? Texts.Size("--system-reserved-memory", size) : null,
        };
        return parsed.GetValue(_isolation) ? options
            : options == new IsolationOptions() ? null
            : throw new UsageException("--cgroup-path, --system-reserved-cpu and --system-reserved-memory say how workers are isolated. Give --enable-resource-isolation, too.");
    }

    private SecurityOptions Security(ParseResult parsed) => new()
    {
        ClusterName = parsed.GetRequiredValue(_clusterName),
        Token = parsed.GetValue(_token),
        TokenFile = parsed.GetValue(_tokenFile),
        UseTls = parsed.GetValue(_tls),
        CertificateFile = parsed.GetValue(_certificate),
        KeyFile = parsed.GetValue(_key),
        AuthorityFile = parsed.GetValue(_authority),
        RequireClientCertificate = parsed.GetValue(_requireClientCertificate),
        InsecurePlaintext = parsed.GetValue(_insecurePlaintext),
        InsecureNoToken = parsed.GetValue(_insecureNoToken),
    };

    private Dictionary<string, double> Resources(ParseResult parsed)
    {
        Dictionary<string, double> resources = parsed.GetValue(_resources) is { } text ? Texts.Resources(text) : [];
        foreach ((string name, string option, double? quantity) in ((string, string, double?)[])[("CPU", "--num-cpus", parsed.GetValue(_cpus)), ("GPU", "--num-gpus", parsed.GetValue(_gpus))])
        {
            if (quantity is { } given)
            {
                resources[name] = double.IsFinite(given) && given >= 0 ? given : throw new UsageException($"{option} has to be 0 or more.");
            }
        }

        return resources;
    }
}
