namespace RayNet.Runtime.Cluster.Tests;

/// <summary>Tasks that call tasks.</summary>
internal static class Nested
{
    /// <summary>Waits for a task that takes memory, whatever its attempt.</summary>
    [Remote]
    public static async Task<int> Eat(int bytes) => await Hungry.EatRemote(bytes, int.MaxValue, new TaskOptions { MaxRetries = 1 });

    /// <summary>Calls a task that can be cancelled and waits for it.</summary>
    [Remote]
    public static async Task WaitForNested(string gate, string passed, string cancelled) => await Nested.PassOrCancelRemote(gate, passed, cancelled);

    /// <summary>Says how it ended.</summary>
    [Remote]
    public static async Task PassOrCancel(string gate, string passed, string cancelled, CancellationToken cancellationToken)
    {
        try
        {
            await Gate.PassAsync(gate, cancellationToken);
            Gate.Arrive(passed);
        }
        catch (OperationCanceledException)
        {
            Gate.Arrive(cancelled);
            throw;
        }
    }

    [Remote]
    public static async Task<int[]> Both() => [1, await Work.EchoRemote(2)];

    [Remote]
    public static int Down(int depth) => depth == 0 ? 0 : 1 + Ray.Get(Nested.DownRemote(depth - 1));

    [Remote]
    public static async Task<int> DownAsync(int depth) => depth == 0 ? 0 : 1 + await Nested.DownAsyncRemote(depth - 1);

    [Remote]
    public static int Fib(int n) => n < 2 ? n : Ray.Get(Nested.FibRemote(n - 1)) + Ray.Get(Nested.FibRemote(n - 2));

    [Remote]
    public static async Task<int> FibAsync(int n)
    {
        if (n < 2)
        {
            return n;
        }

        ObjectRef<int> left = Nested.FibAsyncRemote(n - 1);
        return await Nested.FibAsyncRemote(n - 2) + await left;
    }

    /// <summary>Passes a list with a reference on, so many times, and gets the value at the end.</summary>
    [Remote]
    public static async Task<int> PassOn(int depth, List<ObjectRef<int>> list, string gate)
    {
        if (depth == 0)
        {
            await Gate.PassAsync(gate);
            return await list[0];
        }

        return await Nested.PassOnRemote(depth - 1, list, gate);
    }

    /// <summary>As the other one, but the last of them ends its process.</summary>
    [Remote(MaxRetries = 0)]
    public static async Task<int> PassOnAndCrash(int depth, List<ObjectRef<byte[]>> list)
    {
        if (depth == 0)
        {
            await list[0];
            Environment.Exit(3);
        }

        return await Nested.PassOnAndCrashRemote(depth - 1, list);
    }

    [Remote]
    public static int GetOf(ObjectRef<int> reference) => Ray.Get(reference);

    /// <summary>A reference that this task owns.</summary>
    [Remote]
    public static List<ObjectRef<int>> Make(int value) => [Ray.Put(value)];

    /// <summary>References to a task that has ended, and to one that waits at the gate.</summary>
    [Remote]
    public static List<ObjectRef<int>> Submit(string gate) => [Work.BlockAsyncRemote(1, gate)];

    [Remote]
    public static int Holder(string gate)
    {
        _ = Ray.Get(Work.EchoRemote(1));
        Gate.Pass(gate);
        return 1;
    }

    /// <summary>Waits for a task that waits at the gate.</summary>
    [Remote]
    public static async Task<int> WaitFor(string gate) => await Work.BlockAsyncRemote(1, gate);
}
