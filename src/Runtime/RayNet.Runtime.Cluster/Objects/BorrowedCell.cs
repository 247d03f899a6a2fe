using RayNet.CompilerServices;

namespace RayNet.Runtime.Cluster.Objects;

/// <summary>A reference to an object of another process. Its value is asked for when somebody here waits for it.</summary>
internal sealed class BorrowedCell<T> : ObjectCell<T>, IBorrowedCell
{
    private int _requested;

    internal BorrowedCell(BorrowHome home, Borrow borrow)
    {
        Home = home;
        Borrow = borrow;
    }

    public Borrow Borrow { get; }

    /// <summary>Whoever gets it asks the owner itself.</summary>
    internal override bool IsSendable => true;

    public bool TryBeginRequest() => Interlocked.Exchange(ref _requested, 1) == 0;

    protected internal override T Isolate(T value) => ValueTraits<T>.Instance.Share(value);
}
