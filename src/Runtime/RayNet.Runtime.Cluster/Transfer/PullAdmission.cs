namespace RayNet.Runtime.Cluster.Transfer;

/// <summary>Bounds what a node takes in at a time. Those who wait are served in order, but for what a program waits for in a get, which goes before arguments.</summary>
internal sealed class PullAdmission(long limit)
{
    private readonly Lock _gate = new();
    private readonly LinkedList<Request> _gets = [];
    private readonly LinkedList<Request> _arguments = [];
    private long _bytes;

    /// <summary>Waits for so many bytes. An object that is larger than the bound comes alone.</summary>
    internal Task EnterAsync(long bytes, bool isGet)
    {
        lock (_gate)
        {
            if (_gets.Count + (isGet ? 0 : _arguments.Count) == 0 && Fits(bytes))
            {
                _bytes += bytes;
                return Task.CompletedTask;
            }

            var request = new Request(bytes);
            (isGet ? _gets : _arguments).AddLast(request);
            return request.Source.Task;
        }
    }

    internal void Leave(long bytes)
    {
        lock (_gate)
        {
            _bytes -= bytes;
            while ((_gets.First ?? _arguments.First) is { } next && Fits(next.Value.Bytes))
            {
                next.List!.Remove(next);
                _bytes += next.Value.Bytes;
                next.Value.Source.TrySetResult();
            }
        }
    }

    private bool Fits(long bytes) => _bytes == 0 || _bytes + bytes <= limit;

    private sealed record Request(long Bytes)
    {
        internal TaskCompletionSource Source { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
