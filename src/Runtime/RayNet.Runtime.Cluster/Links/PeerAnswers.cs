namespace RayNet.Runtime.Cluster.Links;

/// <summary>Questions to other processes whose answers are frames of their own; each is known by its slot.</summary>
/// <typeparam name="T">An answer; its default stands for the end of the process that was asked.</typeparam>
internal sealed class PeerAnswers<T>
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(ulong Process, uint Slot), TaskCompletionSource<T?>> _waiting = [];
    private uint _next;

    /// <summary>Asks, and waits for the answer.</summary>
    /// <param name="peer">Who is asked.</param>
    /// <param name="send">Sends the question with its slot.</param>
    internal Task<T?> AskAsync(PeerLink peer, Action<uint> send)
    {
        var source = new TaskCompletionSource<T?>(TaskCreationOptions.RunContinuationsAsynchronously);
        (ulong Process, uint Slot) key;
        lock (_gate)
        {
            key = (peer.Process, ++_next);
            _waiting.Add(key, source);
        }

        send(key.Slot);
        if (peer.Link.IsClosed)
        {
            // Its end may have been told before the question was noted.
            Complete(key, default);
        }

        return source.Task;
    }

    /// <summary>An answer has come.</summary>
    internal void Complete((ulong Process, uint Slot) key, T? answer)
    {
        TaskCompletionSource<T?>? source;
        lock (_gate)
        {
            _waiting.Remove(key, out source);
        }

        source?.TrySetResult(answer);
    }

    /// <summary>A process is gone: its answers do not come any more.</summary>
    internal void OnPeerLost(ulong process)
    {
        (ulong Process, uint Slot)[] keys;
        lock (_gate)
        {
            keys = [.. _waiting.Keys.Where(key => key.Process == process)];
        }

        foreach ((ulong Process, uint Slot) key in keys)
        {
            Complete(key, default);
        }
    }
}
