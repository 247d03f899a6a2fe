namespace RayNet.Runtime.Cluster.Tests;

/// <summary>An actor whose sum survives; it can end its process at a point of a call, once for each file.</summary>
[Actor(MaxRestarts = -1, MaxTaskRetries = -1)]
internal sealed class Account : IActorState<AccountState>
{
    private readonly List<string> _entries = [];
    private int _sum;
    private string _crash = string.Empty;

    /// <param name="context">Knows which life it is.</param>
    /// <param name="born">A gate that a life after the first waits at; none where empty.</param>
    public Account(RayContext context, string born = "")
    {
        if (born.Length > 0 && context.WasRestarted)
        {
            Gate.Pass(born);
        }
    }

    /// <summary>Adds an amount, and returns the sum.</summary>
    public int Add(int amount, string crash = "", string point = "")
    {
        Crash(point == "begin", crash);
        _sum += amount;
        _entries.Add($"+{amount}");
        Crash(point == "end", crash);
        _crash = point == "save" ? crash : string.Empty;
        return _sum;
    }

    public int Fail(string message)
    {
        _sum += 1000;
        throw new ShopException(message);
    }

    public async Task<int> AddAndSave(int amount)
    {
        _sum += amount;
        await Ray.SnapshotAsync();
        return _sum;
    }

    public int Sum() => _sum;

    public List<string> Entries() => _entries;

    public int ProcessId() => Environment.ProcessId;

    public AccountState SaveState()
    {
        Crash(_crash.Length > 0, _crash);
        return new AccountState(_sum, _entries);
    }

    public void RestoreState(AccountState state)
    {
        _sum = state.Sum;
        _entries.AddRange(state.Entries);
    }

    private static void Crash(bool isHere, string file)
    {
        if (isHere && !File.Exists(file))
        {
            File.WriteAllText(file, "once");
            Processes.Kill(Environment.ProcessId);
            new ManualResetEventSlim().Wait();
        }
    }
}
