using System.Runtime.CompilerServices;

namespace RayNet.Runtime.Transport;

/// <summary>Threads that block in receive or send. A few that have nothing to do are kept for the next link.</summary>
internal static class LinkThreads
{
    private const int KeptAtMost = 4;

    private static readonly Lock Gate = new();
    private static readonly Stack<Worker> Idle = new();

    /// <summary>Runs work whose waits all complete in place, as those of a <see cref="BlockingSocketChannel"/> do.</summary>
    internal static Task<T> RunAsync<T>(Func<Task<T>> work)
    {
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        Run(() => _ = CompleteAsync());
        return done.Task;

        async Task CompleteAsync()
        {
            try
            {
                done.SetResult(await work().ConfigureAwait(false));
            }
            catch (Exception exception)
            {
                done.SetException(exception);
            }
        }
    }

    /// <summary>Runs work that does not throw.</summary>
    internal static void Run(Action work)
    {
        Worker? worker;
        lock (Gate)
        {
            Idle.TryPop(out worker);
        }

        try
        {
            (worker ?? new Worker()).Start(work);
        }
        catch (OutOfMemoryException)
        {
            // No further thread can be had. A pool thread that blocks is better than a link that nobody reads.
            ThreadPool.UnsafeQueueUserWorkItem(static work => work(), work, preferLocal: false);
        }
    }

#pragma warning disable CA1001 // Lives as long as its thread.
    private sealed class Worker
#pragma warning restore CA1001
    {
        private readonly SemaphoreSlim _ready = new(0);
        private Thread? _thread;
        private Action? _work;

        internal void Start(Action work)
        {
            _work = work;
            if (_thread is null)
            {
                _thread = new Thread(Loop) { IsBackground = true, Name = "RayNet link" };
                _thread.Start();
            }
            else
            {
                _ready.Release();
            }
        }

        private void Loop()
        {
            while (true)
            {
                RunOnce();
                lock (Gate)
                {
                    if (Idle.Count >= KeptAtMost)
                    {
                        return;
                    }

                    Idle.Push(this);
                }

                _ready.Wait();
            }
        }

        /// <summary>A frame of its own, so that a thread that waits for work keeps nothing of the last link.</summary>
        [MethodImpl(MethodImplOptions.NoInlining)]
        private void RunOnce()
        {
            _work!();
            _work = null;
        }
    }
}
