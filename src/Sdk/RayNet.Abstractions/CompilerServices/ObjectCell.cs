using System.ComponentModel;
using System.Diagnostics;

namespace RayNet.CompilerServices;

/// <summary>
/// One object of the store and, while it is pending, the call that produces it. One allocation holds the arguments, the
/// place in the queue and the result; the generator derives a class for each remote method.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class ObjectCell
{
    private const int StateMask = 0xFF;
    private const int AttemptShift = 8;
    private const int AttemptMask = 0x1F_FFFF;
    private const int WantedBit = 1 << 29;
    private const int CancelBit = 1 << 30;

    /// <summary>Replaces the continuations of a cell that succeeded.</summary>
    private static readonly object Succeeded = new();

    /// <summary>The queue or mailbox; also the way to cancel and to explain.</summary>
    internal CallHome? Home;

    /// <summary>Queued in a mailbox: the next call. Running: the <see cref="ExecutionFrame"/>.</summary>
    internal object? Link;

    /// <summary>Pending: the chain of <see cref="CellContinuation"/>. Failed: the <see cref="CallFailure"/>.</summary>
    private object? _aux;

    /// <summary>Low byte: the <see cref="CellState"/>. Above: how many attempts have failed. Bit 29: somebody waits for the value. Bit 30: cancellation was asked for.</summary>
    private int _state;
    private int _references = 1;

    private protected ObjectCell()
    {
    }

    /// <summary>The method that the call runs, or <see langword="null"/> for a stored value.</summary>
    public virtual RemoteMethod? Method => null;

    /// <summary>Whether an argument may be a reference; such a call is read by the second factory of its method.</summary>
    public virtual bool HasReferences => false;

    internal int State => Volatile.Read(ref _state) & StateMask;

    internal int FailedAttempts => FailedAttemptsOf(Volatile.Read(ref _state));

    internal bool IsCancelRequested => (Volatile.Read(ref _state) & CancelBit) != 0;

    internal bool IsCompleted => State >= CellState.Succeeded;

    internal bool HasSucceeded => State is CellState.Succeeded or CellState.Released;

    internal ExecutionFrame? Frame => Volatile.Read(ref Link) as ExecutionFrame;

    /// <summary>Where the value of a pending cell is, or <see langword="null"/> when there is none yet, or it is here.</summary>
    internal ObjectLocation? Location => Volatile.Read(ref Link) as ObjectLocation;

    /// <summary>Whether the cell may be an argument of a call that is sent: its value exists, here or elsewhere.</summary>
    internal virtual bool IsSendable => IsCompleted || Location is not null;

    internal CallFailure? Failure => IsCompleted ? Volatile.Read(ref _aux) as CallFailure : null;

    /// <summary>The type of the value, for messages.</summary>
    internal abstract Type ValueType { get; }

    /// <summary>Reports the references among the arguments. The generator overrides it where an argument is a reference.</summary>
    /// <param name="dependencies">Collects the references.</param>
    protected internal virtual void CollectDependencies(ref DependencyCollector dependencies)
    {
    }

    /// <summary>Writes the arguments that travel, in the order of the parameters. The generator overrides it where there are some.</summary>
    /// <param name="writer">Writes one argument after the other.</param>
    protected internal virtual void WriteArguments(ref CallWriter writer)
    {
    }

    /// <summary>Drops the arguments after the call ended, so that its result does not keep them alive.</summary>
    protected internal virtual void ReleaseArguments()
    {
    }

    /// <summary>Whether <see cref="Execute"/> never goes on after its return.</summary>
    internal virtual bool EndsOnReturn => false;

    /// <summary>Runs one attempt. Returns <see langword="false"/> if it goes on after the return; it then ends by <see cref="ExecutionFrame.OnAsyncEnded"/>.</summary>
    /// <param name="frame">The attempt's surroundings on the worker.</param>
    internal virtual bool Execute(ExecutionFrame frame) => throw new UnreachableException();

    internal void AddReference() => Interlocked.Increment(ref _references);

    /// <summary>Counts one more holder, unless the last one has just gone.</summary>
    internal bool TryAddReference()
    {
        int seen = Volatile.Read(ref _references);
        while (seen > 0)
        {
            int before = Interlocked.CompareExchange(ref _references, seen + 1, seen);
            if (before == seen)
            {
                return true;
            }

            seen = before;
        }

        return false;
    }

    internal void ReleaseReference()
    {
        if (Interlocked.Decrement(ref _references) == 0)
        {
            OnUnreferenced();
        }
    }

    internal bool IsUnreferenced => Volatile.Read(ref _references) <= 0;

    /// <summary>Moves from one state to another; <see langword="false"/> if the cell was in a different one.</summary>
    internal bool TryMove(int from, int to)
    {
        // Again, where only another part has changed meanwhile: somebody begins to wait for the value, or wants the call to end.
        int seen = Volatile.Read(ref _state);
        while ((seen & StateMask) == from)
        {
            int previous = Interlocked.CompareExchange(ref _state, (seen & ~StateMask) | to, seen);
            if (previous == seen)
            {
                return true;
            }

            seen = previous;
        }

        return false;
    }

    /// <summary>The value is not where it was said to be; <see langword="false"/> if that is known, or it is somewhere else by now.</summary>
    internal bool TryClearLocation(ObjectLocation location) => ReferenceEquals(Interlocked.CompareExchange(ref Link, null, location), location);

    /// <summary>Counts a failed attempt and waits for the next one; a call that is to be cancelled has none. Whoever waits for the value goes on waiting.</summary>
    internal bool TryBeginRetry(bool isFailure = true)
    {
        int seen = Volatile.Read(ref _state);
        while ((seen & (StateMask | CancelBit)) == CellState.Running)
        {
            int waiting = (((FailedAttemptsOf(seen) + (isFailure ? 1 : 0)) & AttemptMask) << AttemptShift) | (seen & WantedBit) | CellState.Waiting;
            int previous = Interlocked.CompareExchange(ref _state, waiting, seen);
            if (previous == seen)
            {
                return true;
            }

            seen = previous;
        }

        return false;
    }

    /// <summary>Remembers on the call itself, whatever runs it, that it is to be cancelled; <see langword="false"/> if it had ended.</summary>
    internal bool RequestCancel()
    {
        int seen = Volatile.Read(ref _state);
        while ((seen & StateMask) < CellState.Completing)
        {
            int previous = Interlocked.CompareExchange(ref _state, seen | CancelBit, seen);
            if (previous == seen)
            {
                return true;
            }

            seen = previous;
        }

        return false;
    }

    /// <summary>Remembers that somebody waits for the value, and not only for the end of the call.</summary>
    internal void SetWanted() => Interlocked.Or(ref _state, WantedBit);

    /// <summary>Whether somebody waits for the value.</summary>
    internal bool IsWanted => (Volatile.Read(ref _state) & WantedBit) != 0;

    /// <summary>Tells the cell's home that somebody waits, if the value is not there.</summary>
    internal void Await()
    {
        if (!IsCompleted)
        {
            Home?.OnAwaited(this);
        }
    }

    /// <summary>Calls the visitor with the type of the value.</summary>
    internal abstract void Accept(ICellVisitor visitor);

    /// <summary>Writes the value of a cell that succeeded.</summary>
    internal abstract void WriteResult(ref MessagePack.MessagePackWriter writer, MessagePack.MessagePackSerializerOptions options);

    /// <summary>Reads the value and completes the cell with it; <see langword="false"/> if it had ended.</summary>
    internal abstract bool ReadResult(ref MessagePack.MessagePackReader reader, MessagePack.MessagePackSerializerOptions options, bool keepAwaiter);

    /// <summary>For a call that no other thread can see yet.</summary>
    internal void SetQueuedBeforePublication() => _state = (_state & ~StateMask) | CellState.Queued;

    /// <summary>For a call that another process made: how many attempts have failed there.</summary>
    internal void SetFailedAttemptsBeforePublication(int attempts) => _state = ((attempts & AttemptMask) << AttemptShift) | CellState.Waiting;

    /// <summary>Adds a continuation; <see langword="false"/> when the cell has completed and the caller must act itself.</summary>
    internal bool TryAddContinuation(CellContinuation continuation)
    {
        object? head = Volatile.Read(ref _aux);
        while (head is null or CellContinuation)
        {
            continuation.NextContinuation = (CellContinuation?)head;
            object? seen = Interlocked.CompareExchange(ref _aux, continuation, head);
            if (ReferenceEquals(seen, head))
            {
                return true;
            }

            head = seen;
        }

        return false;
    }

    internal void AddContinuation(CellContinuation continuation)
    {
        if (!TryAddContinuation(continuation))
        {
            continuation.OnCompleted(this);
        }
    }

    /// <summary>As <see cref="AddContinuation"/>, for a call that may have ended by now: one whose value was located before is told of that, too.</summary>
    internal void AddLateContinuation(CellContinuation continuation)
    {
        AddContinuation(continuation);
        if (Location is not null)
        {
            TellLocated();
        }
    }

    /// <summary>The value exists elsewhere: whoever needs no more than that is told.</summary>
    internal void SetLocation(ObjectLocation location)
    {
        Volatile.Write(ref Link, location);
        TellLocated();
    }

    /// <summary>Takes the continuations, so that each is told once, and puts those back that wait for the value itself.</summary>
    private void TellLocated()
    {
        object? head = Volatile.Read(ref _aux);
        while (head is CellContinuation)
        {
            object? seen = Interlocked.CompareExchange(ref _aux, null, head);
            if (ReferenceEquals(seen, head))
            {
                break;
            }

            head = seen;
        }

        CellContinuation? next = Reverse(head as CellContinuation);
        while (next is not null)
        {
            CellContinuation current = next;
            next = current.NextContinuation;
            current.NextContinuation = null;
            if (!current.TryOnLocated(this))
            {
                AddContinuation(current);
            }
        }
    }

    internal bool TryFail(Exception exception, bool observed = false, bool onlyIfNotStarted = false)
    {
        if (!TryBeginCompletion(onlyIfNotStarted ? CellState.Running : CellState.Completing))
        {
            return false;
        }

        var failure = new CallFailure(exception, Home);
        if (observed)
        {
            failure.Observe();
        }
        else
        {
            Home?.OnFailed(failure);
        }

        FinishCompletion(CellState.Failed, failure);
        return true;
    }

    /// <summary>Throws what the cell failed with; returns if it did not fail.</summary>
    internal void ThrowIfFailed()
    {
        int state = State;
        if (state == CellState.Failed)
        {
            Failure!.Throw();
        }

        if (state == CellState.Released)
        {
            throw new ObjectReleasedException($"The {ValueType} was released: every ObjectRef to it was disposed. Keep one reference until the last Get.");
        }

        if (state < CellState.Succeeded)
        {
            ThrowNotCompleted();
        }
    }

    private protected bool TryBeginCompletion(int before = CellState.Completing)
    {
        int state = Volatile.Read(ref _state);
        while ((state & StateMask) < before)
        {
            int seen = Interlocked.CompareExchange(ref _state, CellState.Completing, state);
            if (seen == state)
            {
                return true;
            }

            state = seen;
        }

        return false;
    }

    private protected void FinishCompletion(int state, object? outcome)
    {
        Volatile.Write(ref _state, state);
        object? chain = Interlocked.Exchange(ref _aux, outcome ?? Succeeded);
        if (IsUnreferenced)
        {
            DropValue();
        }

        if (chain is not null)
        {
            RunContinuations((CellContinuation)chain);
        }
    }

    private protected abstract void ClearValue();

    private protected void SetSucceededBeforePublication()
    {
        _state = CellState.Succeeded;
        _aux = Succeeded;
    }

    private static int FailedAttemptsOf(int state) => (state >> AttemptShift) & AttemptMask;

    private static void ThrowNotCompleted()
    {
        // An await inside a cancelled call is resumed before its object is there.
        ExecutionFrame.Current?.CancellationToken.ThrowIfCancellationRequested();
        throw new InvalidOperationException("The call has not ended. Await the reference, or use Ray.Get.");
    }

    private void OnUnreferenced()
    {
        Failure?.Observe();
        DropValue();
        Home?.OnUnreferenced(this);
    }

    private void DropValue()
    {
        if (TryMove(CellState.Succeeded, CellState.Released))
        {
            ClearValue();
        }
    }

    private static CellContinuation? Reverse(CellContinuation? newest)
    {
        CellContinuation? oldest = null;
        for (CellContinuation? next = newest; next is not null;)
        {
            CellContinuation current = next;
            next = current.NextContinuation;
            current.NextContinuation = oldest;
            oldest = current;
        }

        return oldest;
    }

    private void RunContinuations(CellContinuation newest)
    {
        // The chain was pushed last-first; waiters are served in the order in which they came.
        CellContinuation? oldest = Reverse(newest);
        while (oldest is not null)
        {
            CellContinuation current = oldest;
            oldest = current.NextContinuation;
            current.NextContinuation = null;
            current.OnCompleted(this);
        }
    }
}
