using System.Collections.Concurrent;

namespace RayNet.Docs.Snippets;

#region actor-declare
[Actor]
public sealed class Account(decimal balance)
{
    private decimal _balance = balance;

    public decimal Deposit(decimal amount) => _balance += amount;

    public decimal Read() => _balance;
}
#endregion

#region actor-groups
[Actor(MaxConcurrency = 4)]
[ConcurrencyGroup("control", 1)]
public sealed class Cache
{
    private readonly ConcurrentDictionary<string, string> _values = new();

    public void Set(string key, string value) => _values[key] = value;

    public string? Find(string key) => _values.GetValueOrDefault(key);

    [ActorMethod(ConcurrencyGroup = "control")]
    public int Count() => _values.Count;
}
#endregion

#region actor-state
[Actor(MaxRestarts = -1, MaxTaskRetries = -1)]
public sealed class Ledger : IActorState<LedgerState>
{
    private readonly List<string> _entries = [];
    private decimal _sum;

    public decimal Add(string entry, decimal amount)
    {
        _entries.Add(entry);
        return _sum += amount;
    }

    public async Task Close()
    {
        _entries.Clear();
        await Ray.SnapshotAsync();                         // now, whatever the options say
    }

    public LedgerState SaveState() => new(_sum, _entries);

    public void RestoreState(LedgerState state)
    {
        _sum = state.Sum;
        _entries.AddRange(state.Entries);
    }
}

public sealed record LedgerState(decimal Sum, List<string> Entries);
#endregion

public sealed class ActorSnippets : IClassFixture<Cluster>
{
    [Fact]
    public async Task Use()
    {
        #region actor-use
        ActorHandle<Account> account = Account.CreateRemote(100m);

        ObjectRef<decimal> first = account.Deposit(10m);
        ObjectRef<decimal> second = account.Deposit(20m);      // runs after the first
        Console.WriteLine(await second);                       // 130
        #endregion

        Assert.Equal((110m, 130m), (await first, await second));
    }

    [Fact]
    public async Task State()
    {
        #region actor-state-use
        ActorHandle<Ledger> ledger = Ledger.CreateRemote();
        await ledger.Add("rent", 500m);
        Ray.Kill(ledger, noRestart: false);                    // or its process dies

        decimal sum = await ledger.Add("power", 80m);          // 580
        #endregion

        Assert.Equal(580m, sum);
    }

    [Fact]
    public async Task StateNowAndThen()
    {
        #region actor-state-options
        var seldom = new ActorOptions { SnapshotEvery = 100, SnapshotPeriod = TimeSpan.FromSeconds(10) };
        ActorHandle<Ledger> ledger = Ledger.CreateRemote(seldom);
        await ledger.Add("rent", 500m);                        // saved after 100 calls, or 10 s
        await ledger.Close();                                  // saved when it has ended
        #endregion

        Ray.Kill(ledger, noRestart: false);
        Assert.Equal(580m, await ledger.Add("power", 80m));
    }

    [Fact]
    public async Task Named()
    {
        #region actor-named
        Account.CreateRemote(0m, new ActorOptions { Name = "savings", Lifetime = ActorLifetime.Detached });

        ActorHandle<Account> savings = Account.GetRemote("savings");
        await savings.Deposit(5m);

        Ray.Kill(savings);
        #endregion

        await Assert.ThrowsAsync<ActorDiedException>(() => savings.Read().AsTask());
    }

    [Fact]
    public async Task Groups()
    {
        ActorHandle<Cache> cache = Cache.CreateRemote();
        await cache.Set("key", "value");
        Assert.Equal("value", await cache.Find("key"));
        Assert.Equal(1, await cache.Count());
    }
}
