namespace RayNet.Docs.Snippets;

public static class Arithmetic
{
    [Remote]
    public static int Add(int x, int y) => x + y;
}

public sealed class StartSnippets : IClassFixture<Cluster>
{
    [Fact]
    public async Task Parallel()
    {
        #region start-parallel
        int[] sums = await Ray.WhenAll(Enumerable.Range(0, 10).Select(i => Arithmetic.AddRemote(i, i)));
        Console.WriteLine(string.Join(" ", sums));
        #endregion

        Assert.Equal(Enumerable.Range(0, 10).Select(i => 2 * i), sums);
    }
}
