namespace RayNet.Runtime.Cluster.Tests;

/// <summary>An actor that comes back; it arrives at the gate whenever it is built, and ends its process in the first of its constructors.</summary>
[Actor(MaxRestarts = -1)]
internal sealed class Phoenix
{
    private readonly string _born;
    private int _count;

    public Phoenix(string born, string crash = "")
    {
        _born = born;
        Gate.Arrive(born);
        if (crash.Length > 0 && !File.Exists(crash))
        {
            File.WriteAllText(crash, "once");
            Environment.Exit(3);
        }
    }

    public int Count() => ++_count;

    public int ProcessId() => Environment.ProcessId;

    public string Born() => _born;

    public bool WasRestarted(RayContext context) => context.WasRestarted;

    public int Exit()
    {
        Environment.Exit(3);
        return 0;
    }

    public int Block(string gate)
    {
        Gate.Pass(gate);
        return -1;
    }

    /// <summary>Ends its process in the first attempt.</summary>
    public int ExitOnce(RayContext context)
    {
        if (context.Attempt == 1)
        {
            Environment.Exit(3);
        }

        return context.Attempt;
    }
}
