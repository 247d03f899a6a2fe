using System.Globalization;
using RayNet.Runtime.ObjectStore.Memory;

namespace RayNet.Runtime.Cluster.Machine.Isolation;

/// <summary>
/// Two control groups of version 2 below one of the node's own: one for the node, with a share of the CPUs and memory that is never taken from it, and one for its workers, which together never
/// use more than the rest. What workers fill, the kernel ends among them, and not the node.
/// </summary>
/// <remarks>After the design of the kernel's documentation, "Control Group v2": a group that passes controllers on has no processes itself, so the node moves into a group of its own first.</remarks>
internal sealed class WorkerIsolation : IDisposable
{
    internal const string Prefix = "raynet-";

    private const int FullWeight = 10_000;

    private const string Cpu = "cpu";
    private const string Memory = "memory";

    private readonly string[] _controllers;
    private readonly string _parent;
    private readonly string _root;

    private WorkerIsolation(string parent, string name, string[] controllers)
    {
        _controllers = controllers;
        _parent = parent;
        _root = Path.Join(parent, Prefix + name);
        NodeFolder = Path.Join(_root, "node");
        WorkersFolder = Path.Join(_root, "workers");
    }

    internal string NodeFolder { get; }

    internal string WorkersFolder { get; }

    /// <summary>Makes the groups, and moves this process into the node's.</summary>
    /// <param name="options">What was asked for.</param>
    /// <param name="name">Tells the nodes of one machine apart.</param>
    /// <param name="files">Where the system's files are.</param>
    /// <param name="cpus">The CPUs that the machine has.</param>
    /// <param name="memory">Its memory, in bytes.</param>
    /// <param name="controllers">What is limited; both by default.</param>
    /// <exception cref="InvalidOptionException">The system does not allow it; the message says what is missing.</exception>
    internal static WorkerIsolation Start(IsolationOptions options, string name, MachineFiles files, double cpus, long memory, string[]? controllers = null)
    {
        controllers ??= [Cpu, Memory];
        string parent = options.Folder.Length > 0 ? options.Folder : files.At(FindOwn(files));
        double reservedCpus = options.CpusOf(cpus);
        long reservedMemory = options.MemoryOf(memory);
        if (reservedCpus <= 0 || reservedCpus >= cpus || reservedMemory <= 0 || reservedMemory >= memory)
        {
            throw new InvalidOptionException(string.Create(
                CultureInfo.InvariantCulture,
                $"{reservedCpus:0.##} of {cpus:0.##} CPUs and {reservedMemory} of {memory} bytes cannot be reserved for the node: give more than nothing, and leave something for workers (--system-reserved-cpu, --system-reserved-memory)."));
        }

        string[] offered = [.. MachineFiles.System.Read(Path.Join(parent, "cgroup.controllers")).SelectMany(static line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))];
        if (controllers.Except(offered).ToArray() is { Length: > 0 } missing)
        {
            throw new InvalidOptionException(
                $"Workers cannot be isolated: the control group '{parent}' does not offer {string.Join(" and ", missing)}{(offered.Length == 0 ? " or is none of version 2" : string.Empty)}. Give the folder of one that does with --cgroup-path "
                + "(a service of systemd has one with Delegate=yes), or start without --enable-resource-isolation.");
        }

        var isolation = new WorkerIsolation(parent, name, controllers);
        try
        {
            RemoveLeftOvers(parent);
            isolation.MakeGroups();
            isolation.Pass(parent, '+');
            isolation.Pass(isolation._root, '+');
            isolation.SetLimits(reservedCpus / cpus, reservedMemory, memory);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            isolation.Dispose();
            throw new InvalidOptionException(
                $"Workers cannot be isolated below the control group '{parent}': {exception.Message} The node's user must own the group, and no other process may be in it. Give another one with --cgroup-path, or start without "
                + "--enable-resource-isolation.", exception);
        }

        return isolation;
    }

    /// <summary>Puts a process, and what it starts from now on, into the workers' group. One that has ended already is left alone.</summary>
    internal void Add(int processId) => Try(() => Move(processId, WorkersFolder));

    /// <summary>Moves this process back and removes the groups, which have no other processes by now.</summary>
    public void Dispose()
    {
        Try(() => Pass(_root, '-'));
        Try(() => Pass(_parent, '-'));
        Try(() => Move(Environment.ProcessId, _parent));
        Remove(_root);
    }

    private void MakeGroups()
    {
        Directory.CreateDirectory(NodeFolder);
        Directory.CreateDirectory(WorkersFolder);
        Move(Environment.ProcessId, NodeFolder);
    }

    private void SetLimits(double cpuShare, long reservedMemory, long memory)
    {
        if (_controllers.Contains(Memory))
        {
            Write(Path.Join(NodeFolder, "memory.min"), reservedMemory);
            Write(Path.Join(WorkersFolder, "memory.max"), memory - reservedMemory);
        }

        if (!_controllers.Contains(Cpu))
        {
            return;
        }

        long weight = Math.Clamp((long)(FullWeight * cpuShare), 1, FullWeight - 1);
        Write(Path.Join(NodeFolder, "cpu.weight"), weight);
        Write(Path.Join(WorkersFolder, "cpu.weight"), FullWeight - weight);
    }

    private static string FindOwn(MachineFiles files) =>
        ControlGroup.Around(string.Empty, files.Read("/proc/self/cgroup")).Where(static group => group.IsUnified).Select(static group => group.Folder).FirstOrDefault()
        ?? throw new InvalidOptionException("Workers cannot be isolated: this system has no control groups of version 2. Start without --enable-resource-isolation.");

    /// <summary>Nodes that were killed could not remove theirs. A group with processes cannot be removed and stays.</summary>
    private static void RemoveLeftOvers(string parent)
    {
        foreach (string folder in Directory.EnumerateDirectories(parent, Prefix + "*"))
        {
            Remove(folder);
        }
    }

    private static void Remove(string root)
    {
        foreach (string folder in (string[])[Path.Join(root, "workers"), Path.Join(root, "node"), root])
        {
            // Where processes are left in it, or it is another user's, it stays.
            Try(() => Directory.Delete(folder));
        }
    }

    /// <summary>Lets a group pass its controllers on to those in it, or no longer.</summary>
    private void Pass(string group, char sign)
    {
        if (_controllers.Length > 0)
        {
            File.WriteAllText(Path.Join(group, "cgroup.subtree_control"), string.Join(' ', _controllers.Select(name => $"{sign}{name}")));
        }
    }

    private static void Move(int processId, string group) => Write(Path.Join(group, "cgroup.procs"), processId);

    private static void Write(string file, long number) => File.WriteAllText(file, number.ToString(CultureInfo.InvariantCulture));

    private static void Try(Action action)
    {
        try
        {
            action();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The process or the group is gone.
        }
    }
}
