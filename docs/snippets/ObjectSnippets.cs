namespace RayNet.Docs.Snippets;

#region object-types
public sealed record Order(int Number, string Customer, IReadOnlyList<decimal> Amounts);

[MaxDepth(50)]
public sealed record Tree(string Name, IReadOnlyList<Tree> Children);

public static class Orders
{
    [Remote]
    public static decimal Total(Order order) => order.Amounts.Sum();

    [Remote]
    public static int CountNodes(Tree tree) => 1 + tree.Children.Sum(CountNodes);
}
#endregion

public static class Vectors
{
    [Remote]
    public static double Sum(double[] values) => values.Sum();
}

#region object-shared
public static class Signals
{
    [Remote]
    public static int Find(ReadOnlyMemory<double> samples) => samples.Span.IndexOf(1.0);
}
#endregion

public sealed class ObjectSnippets : IClassFixture<Cluster>
{
    [Fact]
    public async Task Put()
    {
        #region object-put
        double[] samples = [1.0, 2.0, 3.0];
        ObjectRef<double[]> data = Ray.Put(samples);            // stored once

        ObjectRef<double>[] sums = [.. Enumerable.Range(0, 10).Select(_ => Vectors.SumRemote(data))];
        double[] results = await Ray.WhenAll(sums);

        double[] back = await data;
        #endregion

        Assert.Equal(samples, back);
        Assert.All(results, sum => Assert.Equal(6.0, sum));
    }

    [Fact]
    public async Task Isolation()
    {
        #region object-isolation
        double[] samples = [1.0, 2.0, 3.0];
        ObjectRef<double[]> data = Ray.Put(samples);
        samples[0] = 100.0;                                     // not seen by the stored object

        double sum = await Vectors.SumRemote(data);             // 6
        #endregion

        Assert.Equal(6.0, sum);
    }

    [Fact]
    public async Task Lost()
    {
        double[] samples = [1.0, 2.0, 3.0];
        ObjectRef<double> result = Vectors.SumRemote(samples);

        #region object-lost
        try
        {
            Console.WriteLine(await result);
        }
        catch (ObjectLostException lost) when (lost.Cause == ObjectLossCause.AttemptsExceeded)
        {
            Console.WriteLine($"Lost again and again: {lost.Message}");
        }
        #endregion

        Assert.Equal(6.0, await result);
    }

    [Fact]
    public async Task Shared()
    {
        #region object-shared-use
        double[] samples = new double[1_000_000];
        samples[^1] = 1.0;

        ObjectRef<ReadOnlyMemory<double>> stored = Ray.Put<ReadOnlyMemory<double>>(samples);   // 8 MB, written once
        int place = await Signals.FindRemote(stored);                                          // read where they lie
        #endregion

        Assert.Equal(999_999, place);
    }

    [Fact]
    public async Task Buffer()
    {
        #region object-buffer
        using RayBuffer<double> buffer = Ray.CreateBuffer<double>(1_000_000);   // memory of the store
        for (int i = 0; i < buffer.Length; i++)
        {
            buffer.Span[i] = i == 500 ? 1.0 : 0.0;
        }

        ObjectRef<ReadOnlyMemory<double>> stored = buffer.Seal();               // no copy; the buffer cannot be written any more
        int place = await Signals.FindRemote(stored);
        #endregion

        Assert.Equal(500, place);
    }

    [Fact]
    public async Task Types()
    {
        Assert.Equal(3m, await Orders.TotalRemote(new Order(1, "Ada", [1m, 2m])));
        Assert.Equal(2, await Orders.CountNodesRemote(new Tree("root", [new Tree("leaf", [])])));
    }

    [Fact]
    public void Get()
    {
        ObjectRef<double> sum = Vectors.SumRemote([1.0, 2.0]);

        #region object-get
        double value = Ray.Get(sum, timeout: TimeSpan.FromSeconds(10));   // blocks; throws GetTimeoutException
        #endregion

        Assert.Equal(3.0, value);
    }
}
