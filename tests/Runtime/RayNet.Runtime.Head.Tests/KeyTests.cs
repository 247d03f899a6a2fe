using RayNet.Runtime.Control;
using RayNet.Runtime.Head.Tests.Harness;

namespace RayNet.Runtime.Head.Tests;

/// <summary>Values by key.</summary>
public sealed class KeyTests
{
    [Fact]
    public async Task Keys_are_put_read_listed_and_deleted()
    {
        await using var head = new TestHead();
        IHeadService service = head.Head.ServiceFor(default);
        Assert.True(await service.PutKeyAsync("a", "x/1", [1], overwrite: false));
        Assert.False(await service.PutKeyAsync("a", "x/1", [2], overwrite: false));
        Assert.Equal([1], await service.GetKeyAsync("a", "x/1"));
        Assert.False(await service.PutKeyAsync("a", "x/1", [3], overwrite: true));
        Assert.Equal([3], await service.GetKeyAsync("a", "x/1"));
        await service.PutKeyAsync("a", "x/2", [], overwrite: true);
        await service.PutKeyAsync("a", "y", [], overwrite: true);
        await service.PutKeyAsync("b", "x/3", [], overwrite: true);

        Assert.Equal(["x/1", "x/2"], await service.ListKeysAsync("a", "x/"));
        Assert.Equal(["x/1", "x/2", "y"], await service.ListKeysAsync("a", string.Empty));
        Assert.True(await service.DeleteKeyAsync("a", "x/1"));
        Assert.False(await service.DeleteKeyAsync("a", "x/1"));
        Assert.Null(await service.GetKeyAsync("a", "x/1"));
    }

    [Fact]
    public async Task All_values_together_have_a_limit()
    {
        await using var head = new TestHead(HeadLimits.Default with { MaxKeyBytes = 100 });
        IHeadService service = head.Head.ServiceFor(default);
        await service.PutKeyAsync("a", "1", new byte[60], overwrite: true);

        InvalidOptionException full = await Assert.ThrowsAsync<InvalidOptionException>(() => service.PutKeyAsync("a", "2", new byte[60], overwrite: true));
        Assert.Contains("100", full.Message, StringComparison.Ordinal);
        await service.PutKeyAsync("a", "1", new byte[90], overwrite: true);
        await service.DeleteKeyAsync("a", "1");
        await service.PutKeyAsync("a", "2", new byte[60], overwrite: true);
        Assert.Equal(62, head.Head.State.KeyBytes);
    }

    [Fact]
    public async Task Too_many_keys_for_one_answer_are_an_error_and_not_a_part()
    {
        await using var head = new TestHead(HeadLimits.Default with { MaxAnswerItems = 2 });
        IHeadService service = head.Head.ServiceFor(default);
        foreach (string key in (string[])["a1", "a2", "b1"])
        {
            await service.PutKeyAsync("k", key, [], overwrite: true);
        }

        await Assert.ThrowsAsync<InvalidOptionException>(() => service.ListKeysAsync("k", string.Empty));
        Assert.Equal(["a1", "a2"], await service.ListKeysAsync("k", "a"));
    }
}
