using RayNet.Runtime.Transport.Rings;

namespace RayNet.Runtime.Transport.Tests.Rings;

/// <summary>Threads that find themselves on the core of the other side.</summary>
public sealed class SharedCoreTests
{
    [Fact]
    public void Who_is_woken_on_the_core_of_the_other_side_several_times_moves_and_may_be_anywhere_again()
    {
        Assert.SkipUnless(RingPair.IsSupported && Environment.ProcessorCount > 1, "There are cores to choose from, on Linux.");
        int moves = 0;
        (string before, string after) = (string.Empty, string.Empty);
        var thread = new Thread(() =>
        {
            before = Allowed();

            // The system may move it, too, between a call and a look.
            for (int i = 0; i < 100; i++)
            {
                var shared = new SharedCore();
                int core = SharedCore.Current;
                for (int wakes = 0; wakes < 3; wakes++)
                {
                    shared.LeaveIf(core);
                }

                moves += SharedCore.Current == core ? 0 : 1;
            }

            after = Allowed();
        });
        thread.Start();
        thread.Join();

        Assert.InRange(moves, 50, 100);
        Assert.Equal(before, after);
    }

    [Fact]
    public void Who_is_woken_from_another_core_stays()
    {
        Assert.SkipUnless(RingPair.IsSupported && Environment.ProcessorCount > 1, "There are cores to choose from, on Linux.");
        int moves = 0;
        var thread = new Thread(() =>
        {
            var shared = new SharedCore();
            for (int i = 0; i < 1_000; i++)
            {
                int core = SharedCore.Current;
                shared.LeaveIf(core == 0 ? 1 : 0);
                moves += SharedCore.Current == core ? 0 : 1;
            }
        });
        thread.Start();
        thread.Join();
        Assert.InRange(moves, 0, 100);
    }

    private static string Allowed() => File.ReadLines("/proc/thread-self/status").Single(static line => line.StartsWith("Cpus_allowed:", StringComparison.Ordinal));
}
