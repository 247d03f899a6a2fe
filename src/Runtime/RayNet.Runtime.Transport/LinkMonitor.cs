namespace RayNet.Runtime.Transport;

/// <summary>
/// Watches calls that run on threads that read links, and sends what nobody flushed. A call that has not ended at the second look, one to two milliseconds after it began,
/// loses the reading to another thread. One thread for the process; it sleeps while no call runs in place.
/// </summary>
internal static class LinkMonitor
{
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(1);

    /// <summary>Looks without any call in place before the monitor goes to sleep.</summary>
    private const int IdleLooks = 100;

    private static readonly Lock Gate = new();
    private static readonly List<WeakReference<Link>> Links = [];
    private static readonly ManualResetEventSlim Wake = new(initialState: false, spinCount: 0);
    private static readonly ManualResetEventSlim Never = new(initialState: false, spinCount: 0);
    private static bool s_noted;
    private static bool s_awake;
    private static Thread? s_thread;

    internal static void Add(Link link)
    {
        lock (Gate)
        {
            Links.RemoveAll(static item => !item.TryGetTarget(out _));
            Links.Add(new WeakReference<Link>(link));
            if (s_thread is null)
            {
                s_thread = new Thread(Run) { IsBackground = true, Name = "RayNet link monitor" };
                s_thread.Start();
            }
        }
    }

    internal static void Remove(Link link)
    {
        lock (Gate)
        {
            Links.RemoveAll(item => !item.TryGetTarget(out Link? known) || ReferenceEquals(known, link));
        }
    }

    /// <summary>A call begins to run in place. Costs two reads as long as the monitor is awake; the fence that this lacks is in <see cref="Run"/>.</summary>
    internal static void Note()
    {
        if (!Volatile.Read(ref s_noted))
        {
            Volatile.Write(ref s_noted, true);
        }

        if (!Volatile.Read(ref s_awake))
        {
            Wake.Set();
        }
    }

    private static void Run()
    {
        var seen = new Dictionary<Link, int>();
        var running = new List<(Link Link, int Token)>();
        var dirty = new List<Link>();
        while (true)
        {
            Wake.Wait();
            Volatile.Write(ref s_awake, true);
            for (int idle = 0; idle < IdleLooks; idle++)
            {
                Never.Wait(Period);
                if (Volatile.Read(ref s_noted))
                {
                    Volatile.Write(ref s_noted, false);
                    idle = 0;
                }

                Look(seen, running, dirty);
                idle = running.Count > 0 ? 0 : idle;
            }

            Wake.Reset();
            Volatile.Write(ref s_awake, false);

            // A call that began between the last look and the flag did not wake anyone. The fence is for the side of the calls too: without it
            // one could still see the monitor awake while its note is not visible here.
            Interlocked.MemoryBarrierProcessWide();
            if (Volatile.Read(ref s_noted))
            {
                Wake.Set();
            }
        }
    }

    private static void Look(Dictionary<Link, int> seen, List<(Link Link, int Token)> running, List<Link> dirty)
    {
        running.Clear();
        dirty.Clear();
        lock (Gate)
        {
            foreach (WeakReference<Link> item in Links)
            {
                if (!item.TryGetTarget(out Link? link))
                {
                    continue;
                }

                if (link.IsDirty)
                {
                    dirty.Add(link);
                }

                if (link.InlineToken is int token && (token & 1) != 0)
                {
                    running.Add((link, token));
                }
            }
        }

        // On this thread: those of the pool may all be in user code that waits.
        foreach (Link link in dirty)
        {
            link.Flush();
        }

        foreach ((Link link, int token) in running)
        {
            if (seen.TryGetValue(link, out int before) && before == token)
            {
                link.TakeOver(token);
            }
        }

        seen.Clear();
        foreach ((Link link, int token) in running)
        {
            seen[link] = token;
        }
    }
}
