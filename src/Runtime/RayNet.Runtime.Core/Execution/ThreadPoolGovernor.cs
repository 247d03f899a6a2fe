namespace RayNet.Runtime.Execution;

/// <summary>
/// Keeps the thread pool able to run what is ready. User code may block its thread for seconds; the pool itself would add one
/// thread each half second. While the pool starves (see <see cref="PoolLook"/>), its minimum is raised, by twice as much at each tick.
/// One for the process; it ends with the last cluster and restores what it changed.
/// </summary>
#pragma warning disable CA1001 // Counted by its users: the last Release disposes the event.
internal sealed class ThreadPoolGovernor
#pragma warning restore CA1001
{
    private const int TickMilliseconds = 10;
    private const int TicksBeforeSleep = 20;
    private const int MostThreads = 8192;

    private static readonly Lock Gate = new();
    private static ThreadPoolGovernor? s_instance;

    private readonly AutoResetEvent _wake = new(initialState: false);
    private readonly int _originalMinimum;
    private readonly int _completionPorts;
    private Thread? _thread;
    private int _users;
    private int _minimum;
    private int _floor;
    private volatile bool _asleep = true;
    private volatile bool _stopped;

    private ThreadPoolGovernor()
    {
        ThreadPool.GetMinThreads(out _originalMinimum, out _completionPorts);
        _minimum = _originalMinimum;
    }

    internal static ThreadPoolGovernor Acquire(int threads)
    {
        lock (Gate)
        {
            s_instance ??= new ThreadPoolGovernor();
            s_instance._users++;
            s_instance._floor = Math.Max(s_instance._floor, Math.Min(threads, MostThreads));
            s_instance.Raise(s_instance._floor);
            return s_instance;
        }
    }

    internal void Release()
    {
        // The next governor must not take what this one raised for the original, so it waits until all is restored.
        lock (Gate)
        {
            if (--_users > 0)
            {
                return;
            }

            s_instance = null;
            _stopped = true;
            _wake.Set();
            _thread?.Join();
            _wake.Dispose();
            ThreadPool.SetMinThreads(_originalMinimum, _completionPorts);
        }
    }

    /// <summary>Something was given to the pool. One volatile read while the governor watches.</summary>
    internal void NoteWork()
    {
        if (_asleep)
        {
            WakeUp();
        }
    }

    private void WakeUp()
    {
        lock (Gate)
        {
            if (!_asleep || _stopped)
            {
                return;
            }

            _asleep = false;
            if (_thread is null)
            {
                _thread = new Thread(Watch) { IsBackground = true, Name = "raynet-governor" };
                _thread.Start();
            }
            else
            {
                _wake.Set();
            }
        }
    }

    private void Watch()
    {
        var look = PoolLook.Now();
        int growth = 1;
        int quiet = 0;
        while (!_stopped)
        {
            _wake.WaitOne(TickMilliseconds);
            PoolLook last = look;
            look = PoolLook.Now();
            long pending = look.Pending;
            bool starving = look.IsStarvingSince(last);
            if (starving)
            {
                Raise(Math.Min(ThreadPool.ThreadCount + (int)Math.Min(growth, pending), MostThreads));
                growth = Math.Min(growth * 2, MostThreads);
            }
            else
            {
                growth = 1;
            }

            quiet = pending > 0 ? 0 : quiet + 1;
            if (quiet >= TicksBeforeSleep)
            {
                quiet = 0;
                Sleep();
                look = PoolLook.Now();
            }
        }
    }

    private void Sleep()
    {
        // What is queued between the last look and this flag wakes the thread again, as its enqueuer sees the flag.
        LowerToFloor();
        _asleep = true;
        Interlocked.MemoryBarrier();
        if (ThreadPool.PendingWorkItemCount == 0 && !_stopped)
        {
            _wake.WaitOne();
        }

        _asleep = false;
    }

    private void Raise(int minimum)
    {
        if (minimum > _minimum && ThreadPool.SetMinThreads(minimum, _completionPorts))
        {
            _minimum = minimum;
        }
    }

    private void LowerToFloor()
    {
        int floor = Math.Max(_floor, _originalMinimum);
        if (_minimum > floor && ThreadPool.SetMinThreads(floor, _completionPorts))
        {
            _minimum = floor;
        }
    }
}
