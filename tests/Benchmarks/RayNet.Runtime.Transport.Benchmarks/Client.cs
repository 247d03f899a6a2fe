using System.Diagnostics;

namespace RayNet.Runtime.Transport.Benchmarks;

/// <summary>The measuring side of a link.</summary>
internal sealed class Client : ILinkReceiver, IDisposable
{
    /// <summary>With the header, as large as the messages of the bare socket.</summary>
    private const int Payload = 12;

    private readonly byte[] _payload = new byte[Payload];
    private readonly SemaphoreSlim _blocked = new(0);
    private TaskCompletionSource _answered = new();
    private Action? _onAnswer;

    public void Dispose() => _blocked.Dispose();

    public void OnFrame(Link link, in FrameHeader header, ReadOnlyMemory<byte> payload, bool isLone) => _onAnswer!();

    public bool OnBatchEnd(Link link) => true;

    public void OnClosed(Link link, LinkException reason) => _answered.TrySetException(reason);

    /// <summary>Round trips one at a time, in microseconds; the next one begins on the thread that reads.</summary>
    internal async Task<double[]> OnReaderAsync(Link link, ushort mode, int count)
    {
        double[] times = new double[count];
        int done = 0;
        long started = 0;
        _answered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _onAnswer = () =>
        {
            times[done++] = Stopwatch.GetElapsedTime(started).TotalMicroseconds;
            if (done == count)
            {
                _answered.TrySetResult();
                return;
            }

            started = Stopwatch.GetTimestamp();
            Send(link, mode);
        };
        started = Stopwatch.GetTimestamp();
        Send(link, mode);
        await _answered.Task;
        return times;
    }

    /// <summary>The same, with a caller that awaits on the pool.</summary>
    internal async Task<double[]> OnPoolAsync(Link link, ushort mode, int count)
    {
        double[] times = new double[count];
        _onAnswer = () => _answered.TrySetResult();
        for (int done = 0; done < count; done++)
        {
            _answered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            long started = Stopwatch.GetTimestamp();
            Send(link, mode);
            await _answered.Task;
            times[done] = Stopwatch.GetElapsedTime(started).TotalMicroseconds;
        }

        return times;
    }

    /// <summary>The same, with a caller that blocks.</summary>
    internal double[] Blocked(Link link, ushort mode, int count)
    {
        double[] times = new double[count];
        _onAnswer = () => _blocked.Release();
        for (int done = 0; done < count; done++)
        {
            long started = Stopwatch.GetTimestamp();
            Send(link, mode);
            _blocked.Wait();
            times[done] = Stopwatch.GetElapsedTime(started).TotalMicroseconds;
        }

        return times;
    }

    /// <summary>Frames in one direction. Returns how many per second.</summary>
    internal async Task<double> StreamAsync(Link link, int count, int bytes)
    {
        byte[] payload = new byte[bytes];
        _answered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _onAnswer = () => _answered.TrySetResult();
        long started = Stopwatch.GetTimestamp();
        for (int sent = 1; sent <= count; sent++)
        {
            link.Post(FrameKind.Call, method: Modes.Sink, slot: sent == count ? 1u : 0u, payload: payload);
            if (sent % 256 == 0 || bytes > 10_000)
            {
                ValueTask room = link.WaitForRoomAsync(CancellationToken.None);
                if (!room.IsCompletedSuccessfully)
                {
                    await room;
                }
            }
        }

        link.Flush();
        await _answered.Task;
        return count / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    private void Send(Link link, ushort mode)
    {
        lock (link.Gate)
        {
            link.BeginFrame(FrameKind.Call, method: mode, slot: 1);
            _payload.CopyTo(link.Output.GetSpan(Payload));
            link.Output.Advance(Payload);
            link.EndFrame();
        }

        link.Flush();
    }
}
