using System.Diagnostics;
using RayNet.CompilerServices;
using RayNet.Runtime.Embedded;

namespace RayNet.Runtime.Cluster.Links;

/// <summary>
/// What the thread that reads a link runs itself: the calls of a batch, since waking other threads costs more than short calls do, and
/// their answers go out together. Methods that took long are left to the pool for a while, unless their call came alone.
/// </summary>
internal sealed class InlineWork(Action<IThreadPoolWorkItem> pool)
{
    /// <summary>A batch of more calls is worth another thread: it would not be through before the monitor's second look.</summary>
    private const int MostCalls = 1024;

    /// <summary>How many calls of a slow method go to the pool before it is tried again.</summary>
    private const ushort SlowFor = 1000;

    /// <summary>Several work items that take longer than this together are better off on several threads.</summary>
    private static readonly long Long = Stopwatch.Frequency / 10_000;

    /// <summary>A call that takes less, with its answer, is run sooner than another thread is woken.</summary>
    private static readonly long ShortCall = Stopwatch.Frequency / 1_000_000;

    /// <summary>For each method number, how many calls more go to the pool. Written by threads that may miss each other's writes: it is a hint.</summary>
    private ushort[] _slow = [];

    private readonly List<ushort> _methods = [];
    private Capture _capture = new();
    private int _calls;

    /// <summary>What was kept for <see cref="Run"/>. Only by the thread that reads: whoever takes over has another one.</summary>
    internal Capture Kept => _capture;

    /// <summary>Where the work of a call is kept; <see langword="null"/> for the pool. On the thread that reads.</summary>
    internal Capture? CaptureFor(ushort method, bool isLone)
    {
        if (isLone)
        {
            return _capture;
        }

        if (++_calls > MostCalls)
        {
            if (_calls == MostCalls + 1)
            {
                _capture.Spill(pool);
                _capture.Reset();
            }

            return null;
        }

        if (method < _slow.Length && _slow[method] > 0)
        {
            _slow[method]--;
            return null;
        }

        if (_methods.Count == 0 || (_methods[^1] != method && !_methods.Contains(method)))
        {
            _methods.Add(method);
        }

        return _capture;
    }

    /// <summary>Runs what was kept. The thread may lose the reading meanwhile, even before the first item.</summary>
    internal static void Run(Capture capture)
    {
        while (capture.Take() is { } work)
        {
            AwaitContinuation.FlushKept();
            work.Execute();
        }
    }

    /// <summary>The batch has ended, and the calling thread still reads.</summary>
    /// <param name="elapsed">How long <see cref="Run"/> took.</param>
    internal void End(long elapsed)
    {
        if (elapsed > Long && _capture.Count > 1 && elapsed > _calls * ShortCall)
        {
            MarkSlow();
        }

        _capture.Reset();
        _methods.Clear();
        _calls = 0;
    }

    /// <summary>What runs is held up: the rest goes to the pool.</summary>
    internal void OnTakeOver()
    {
        Capture capture = _capture;
        MarkSlow();
        _methods.Clear();
        _calls = 0;
        Volatile.Write(ref _capture, new Capture());
        capture.Spill(pool);
    }

    private void MarkSlow()
    {
        foreach (ushort method in _methods)
        {
            if (method >= _slow.Length)
            {
                Array.Resize(ref _slow, Math.Max(method + 1, _slow.Length * 2));
            }

            _slow[method] = SlowFor;
        }
    }
}
