namespace RayNet.Docs.Snippets;

#region error-retry
public static class Downloads
{
    [Remote(MaxRetries = 5, RetryOn = [typeof(IOException)])]
    public static int Read(string source) =>
        RayContext.Current!.Attempt < 3 ? throw new IOException($"{source} is busy.") : source.Length;
}
#endregion

#region cancel-declare
public static class Simulation
{
    [Remote]
    public static async Task<int> Run(int seconds, CancellationToken cancellationToken)
    {
        await Task.Delay(TimeSpan.FromSeconds(seconds), cancellationToken);
        return seconds;
    }
}
#endregion

public static class Parser
{
    [Remote]
    public static int Parse(string text) => int.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}

public sealed class ErrorSnippets : IClassFixture<Cluster>
{
    [Fact]
    public async Task Catch()
    {
        RemoteTaskException? where = null;

        #region error-catch
        try
        {
            await Parser.ParseRemote("seven");
        }
        catch (FormatException error)                           // the type that the task threw
        {
            where = error.GetRemoteContext();                   // task, node, attempt, remote stack
            Console.WriteLine($"{where?.TaskName}, attempt {where?.Attempt}");
        }
        #endregion

        Assert.Equal(1, where?.Attempt);
    }

    [Fact]
    public async Task Retry() => Assert.Equal(4, await Downloads.ReadRemote("disk"));

    [Fact]
    public async Task Cancel()
    {
        #region cancel-ref
        ObjectRef<int> run = Simulation.RunRemote(3600);
        Ray.Cancel(run);
        #endregion

        await Assert.ThrowsAsync<RemoteTaskCanceledException>(() => run.AsTask());
    }

    [Fact]
    public async Task Cancel_by_token()
    {
        #region cancel-token
        using var source = new CancellationTokenSource();
        ObjectRef<int> run = Simulation.RunRemote(3600, cancellationToken: source.Token);
        await source.CancelAsync();                             // cancels the remote call
        #endregion

        await Assert.ThrowsAsync<RemoteTaskCanceledException>(() => run.AsTask());
    }

    [Fact]
    public async Task Timeout()
    {
        #region error-timeout
        ObjectRef<int> run = Simulation.RunRemote(3600, new TaskOptions { Timeout = TimeSpan.FromMilliseconds(50) });
        #endregion

        await Assert.ThrowsAsync<RemoteTaskTimeoutException>(() => run.AsTask());
    }

    [Fact]
    public void Unobserved()
    {
        #region error-unobserved
        Ray.Client.UnobservedError += (_, error) => Console.Error.WriteLine(error.Exception);
        #endregion

        Assert.True(Ray.IsInitialized);
    }
}
