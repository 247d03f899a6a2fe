namespace RayNet.Benchmarks.Work;

/// <summary>Tasks that do nothing, so that only RayNet is measured.</summary>
public static class NoOp
{
    [Remote]
    public static int Add(int x, int y) => x + y;

    /// <summary>Submits a child and gets it at once, so that the child has not started: with one CPU nobody else can run it.</summary>
    [Remote]
    public static int GetInPlace(int count)
    {
        int sum = 0;
        for (int i = 0; i < count; i++)
        {
            sum += Ray.Get(NoOp.AddRemote(i, 1));
        }

        return sum;
    }

    [Remote]
    public static int Read(Record record) => record.Values.Length;

    [Remote]
    public static int RunUntilAwaited(int number) => RunningCall.Run(number);
}
