using RayNet.Runtime.Head.Redis;
using RayNet.Runtime.Head.Shared;
using RayNet.Runtime.Head.Storage;
using StackExchange.Redis;

namespace RayNet.Runtime.Head.Tests.Shared;

/// <summary>The promises of every store, and what only a server can get wrong: a real Redis.</summary>
public sealed class RedisStoreTests : LeaseStoreTests, IClassFixture<RedisFixture>
{
    private readonly RedisServer _server;

    public RedisStoreTests(RedisFixture fixture)
    {
        Assert.SkipWhen(fixture.Server is null, RedisServer.Missing);
        _server = fixture.Server!;
        Clear();
    }

    [Fact]
    public async Task A_server_that_dies_in_a_commit_ends_the_leadership_and_has_everything_that_was_answered()
    {
        using (SharedStore first = await SharedStore.OpenAsync(OpenAsync(SharedStore.Context(string.Empty, 1, Kept))))
        {
            first.Commit([Key("a", 1)]);
            _server.Kill();
            try
            {
                RayException unknown = Assert.Throws<RayException>(() => first.Commit([Key("a", 2)]));
                Assert.Equal(RayErrorCode.ClusterUnreachable, unknown.Code);
                Assert.True(first.Lease.Lost.IsCompleted);
            }
            finally
            {
                // The other tests need it, whatever happened here.
                await _server.StartAsync();
            }
        }

        using SharedStore next = await SharedStore.OpenAsync(OpenAsync(SharedStore.Context(string.Empty, 1, Kept)));
        Assert.Equal([1], next.Load().Select(record => (int)((Tables.KeyEntry)record.Record!).Value[0]));
    }

    [Fact]
    public async Task Tables_of_a_newer_version_are_left_alone()
    {
        Open().Dispose();
        Run(database => database.StringSet(RedisScripts.Format, RecordCodec.Format + 1));
        RayException refused = await Assert.ThrowsAsync<RayException>(() => OpenAsync(SharedStore.Context(string.Empty, 1, Kept)));
        Assert.Equal(RayErrorCode.HeadStoreFailed, refused.Code);
        Assert.Contains("newer version of RayNet", refused.Message, StringComparison.Ordinal);
    }

    private protected override Task<ISharedStorage> OpenAsync(SharedStorageContext context) => RedisStorage.OpenAsync(_server.Storage, context, CancellationToken.None);

    private protected override void Clear() => Run(database => database.KeyDelete([RedisScripts.Records, RedisScripts.Lease, RedisScripts.Term, RedisScripts.Heads, RedisScripts.Format]));

    private void Run(Action<IDatabase> action)
    {
        using ConnectionMultiplexer connection = ConnectionMultiplexer.Connect(RedisAddress.Parse(_server.Storage, Kept));
        action(connection.GetDatabase());
    }
}
