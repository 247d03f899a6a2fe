namespace RayNet.Analyzers.Tests.Harness;

internal static class ExpectFix
{
    /// <summary>The action turns one source into the other, in which the rule has nothing left to say.</summary>
    internal static Task Async(string id, string key, string before, string after) => RunAsync(id, key, before, after, all: false);

    internal static Task AllAsync(string id, string key, string before, string after) => RunAsync(id, key, before, after, all: true);

    private static async Task RunAsync(string id, string key, string before, string after, bool all)
    {
        Assert.Equal(after, await Fixes.ApplyAsync(id, key, before, all));
        await Expect.SilenceAsync(after);
    }
}
