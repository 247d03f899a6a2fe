using System.ComponentModel;

namespace RayNet.CompilerServices;

/// <summary>A cell with a value of type <typeparamref name="T"/>.</summary>
/// <typeparam name="T">The type of the value.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class ObjectCell<T> : ObjectCell
{
    private T _value = default!;

    private protected ObjectCell()
    {
    }

    internal override Type ValueType => typeof(T);

    /// <summary>
    /// A value that shares nothing mutable with <paramref name="value"/>. The generator overrides it where <typeparamref name="T"/>
    /// is not immutable, so that neither producer nor consumers can change the stored object.
    /// </summary>
    /// <param name="value">A value of the producer, or the stored one.</param>
    protected internal virtual T Isolate(T value) => value;

    /// <summary>The value for one consumer, isolated from the stored one. Throws what the call failed with.</summary>
    internal T GetResult()
    {
        if (State != CellState.Succeeded)
        {
            ThrowIfFailed();
        }

        T value = _value;

        // A concurrent Dispose of the last reference may have cleared the value between the two reads.
        if (State != CellState.Succeeded)
        {
            ThrowIfFailed();
        }

        return Isolate(value);
    }

    internal sealed override void Accept(ICellVisitor visitor) => visitor.Visit(this);

    internal sealed override void WriteResult(ref MessagePack.MessagePackWriter writer, MessagePack.MessagePackSerializerOptions options) =>
        RayFormatterResolver.Instance.GetFormatter<T>()!.Serialize(ref writer, Peek(), options);

    internal sealed override bool ReadResult(ref MessagePack.MessagePackReader reader, MessagePack.MessagePackSerializerOptions options, bool keepAwaiter)
    {
        T value = RayFormatterResolver.Instance.GetFormatter<T>()!.Deserialize(ref reader, options);
        if (IsCompleted)
        {
            return false;
        }

        if (keepAwaiter)
        {
            return AwaitContinuation.CompleteKeeping(this, value);
        }

        return TrySucceed(value);
    }

    /// <summary>The stored value itself, for code that only reads it.</summary>
    internal T Peek()
    {
        T value = _value;
        if (State != CellState.Succeeded)
        {
            ThrowIfFailed();
        }

        return value;
    }

    internal bool TrySucceed(T value)
    {
        if (!TryBeginCompletion())
        {
            return false;
        }

        _value = value;
        FinishCompletion(CellState.Succeeded, null);
        return true;
    }

    /// <summary>Ends a call whose method has returned, on the thread that ran it.</summary>
    private protected void SucceedOnReturn(ExecutionFrame frame, T value)
    {
        if (frame.IsAbandoned)
        {
            return;
        }

        if (!frame.KeepsArguments)
        {
            ReleaseArguments();
        }

        if (frame.KeepsAwaiter)
        {
            AwaitContinuation.CompleteKeeping(this, value);
        }
        else
        {
            TrySucceed(value);
        }
    }

    /// <summary>For a cell that no other thread can see yet.</summary>
    internal void SetValueBeforePublication(T value)
    {
        _value = value;
        SetSucceededBeforePublication();
    }

    private protected override void ClearValue() => _value = default!;
}
