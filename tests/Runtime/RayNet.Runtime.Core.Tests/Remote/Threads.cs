namespace RayNet.Runtime.Tests;

internal static class Threads
{
    [Remote]
    public static int Current() => Environment.CurrentManagedThreadId;

    [Remote]
    public static bool ChildRunsHere() => Ray.Get(Threads.CurrentRemote()) == Environment.CurrentManagedThreadId;
}
