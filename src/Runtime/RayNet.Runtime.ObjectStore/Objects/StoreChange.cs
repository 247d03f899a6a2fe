namespace RayNet.Runtime.ObjectStore.Objects;

/// <summary>A stretch of work under the store's lock. At its end waiting requests are looked at, and after it listeners hear what happened.</summary>
internal readonly ref struct StoreChange : IDisposable
{
    private readonly StoreTable _table;

    internal StoreChange(StoreTable table)
    {
        _table = table;
        table.Gate.Enter();
    }

    public void Dispose()
    {
        try
        {
            _table.Leaving?.Invoke();
        }
        finally
        {
            _table.Gate.Exit();
        }

        _table.Events.Drain();
    }
}
