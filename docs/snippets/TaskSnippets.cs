namespace RayNet.Docs.Snippets;

#region task-declare
public static class Texts
{
    [Remote]
    public static int CountWords(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length;

    [Remote]
    public static int Add(int left, int right) => left + right;
}
#endregion

#region task-resources
public static class Models
{
    [Remote(NumCpus = 2, NumGpus = 0.5, TimeoutMilliseconds = 60_000)]
    public static double Train(int epochs) => 1.0 / epochs;
}
#endregion

#region task-stream
public static class Numbers
{
    [Remote(StreamBufferSize = 100)]
    public static async IAsyncEnumerable<int> Range(int count)
    {
        for (int number = 0; number < count; number++)
        {
            await Task.Yield();
            yield return number;
        }
    }
}
#endregion

#region task-split
public static class Division
{
    [Remote(SplitReturns = true)]
    public static (int Quotient, int Remainder) Divide(int dividend, int divisor) => Math.DivRem(dividend, divisor);
}
#endregion

public sealed class TaskSnippets : IClassFixture<Cluster>
{
    [Fact]
    public async Task Call()
    {
        #region task-call
        ObjectRef<int> words = Texts.CountWordsRemote("to be or not to be");   // returns at once
        int count = await words;                                              // 6
        #endregion

        Assert.Equal(6, count);
    }

    [Fact]
    public async Task Throttle()
    {
        IEnumerable<string> texts = Enumerable.Repeat("one two", 10);

        #region task-throttle
        await using (RayThrottle throttle = Ray.Throttle(100))
        {
            foreach (string text in texts)
            {
                await throttle.SubmitAsync(() => Texts.CountWordsRemote(text));   // waits while 100 calls are under way
            }
        }                                                                         // and here for the last ones
        #endregion

        Assert.Equal(2, await Texts.CountWordsRemote("one two"));
    }

    [Fact]
    public async Task Compose()
    {
        #region task-compose
        ObjectRef<int> left = Texts.CountWordsRemote("to be");
        ObjectRef<int> right = Texts.CountWordsRemote("or not to be");
        ObjectRef<int> sum = Texts.AddRemote(left, right);      // references where values are expected
        #endregion

        Assert.Equal(6, await sum);
    }

    [Fact]
    public async Task Parallel()
    {
        #region task-parallel
        string[] texts = ["one", "two words", "now three words"];
        ObjectRef<int>[] counts = [.. texts.Select(text => Texts.CountWordsRemote(text))];

        int[] inOrder = await Ray.WhenAll(counts);              // 1 2 3

        await foreach (ObjectRef<int> done in Ray.WhenEach(counts))
        {
            Console.WriteLine(await done);                      // in the order of completion
        }
        #endregion

        Assert.Equal([1, 2, 3], inOrder);
    }

    [Fact]
    public async Task Options()
    {
        #region task-options
        ObjectRef<double> loss = Models.TrainRemote(10, new TaskOptions { NumGpus = 0, Name = "small model" });
        #endregion

        Assert.Equal(0.1, await loss);
    }

    [Fact]
    public async Task Explain()
    {
        #region task-explain
        ObjectRef<double> waiting = Models.TrainRemote(10, new TaskOptions { NumGpus = 8 });
        PendingExplanation why = await Ray.ExplainAsync(waiting);
        Console.WriteLine(why.Message);
        #endregion

        Assert.Equal(PendingReason.Infeasible, why.Reason);
        Ray.Cancel(waiting);
        await Assert.ThrowsAsync<RemoteTaskCanceledException>(() => waiting.AsTask());
    }

    [Fact]
    public async Task Stream()
    {
        int total = 0;

        #region task-read-stream
        await foreach (int number in Numbers.RangeRemote(1_000))
        {
            total += number;
        }
        #endregion

        Assert.Equal(499_500, total);
    }

    [Fact]
    public async Task Split()
    {
        #region task-read-split
        (ObjectRef<int> quotient, ObjectRef<int> remainder) = Division.DivideRemote(17, 5);
        #endregion

        Assert.Equal((3, 2), (await quotient, await remainder));
    }
}
