using Npgsql;
using RayNet.Runtime.Head.Postgres;
using RayNet.Runtime.Head.Shared;
using RayNet.Runtime.Head.Storage;

namespace RayNet.Runtime.Head.Tests.Shared;

/// <summary>The promises of every store, and what only a server can get wrong: a real PostgreSQL.</summary>
public sealed class PostgresStoreTests : LeaseStoreTests, IClassFixture<PostgresFixture>
{
    private readonly PostgresServer _server;

    public PostgresStoreTests(PostgresFixture fixture)
    {
        Assert.SkipWhen(fixture.Server is null, PostgresServer.Missing);
        _server = fixture.Server!;
        Clear();
    }

    [Fact]
    public async Task A_transaction_that_a_stopped_head_left_open_delays_the_next_one_by_no_more_than_its_time()
    {
        using SharedStore first = await SharedStore.OpenAsync(OpenAsync(SharedStore.Context(string.Empty, 1, LeaseTimes.Default)));
        await using NpgsqlDataSource source = NpgsqlDataSource.Create(PostgresAddress.Parse(_server.Storage));
        await using NpgsqlConnection held = await source.OpenConnectionAsync();
        await using NpgsqlTransaction transaction = await held.BeginTransactionAsync();
        await using var command = new NpgsqlCommand("SELECT 1 FROM raynet_leader FOR UPDATE", held);
        await command.ExecuteNonQueryAsync();

        // Its row cannot be renewed: it gives up by itself instead of waiting for ever.
        Assert.NotEmpty(await first.Lease.Lost.WaitAsync(TimeSpan.FromSeconds(20)));
        await transaction.RollbackAsync();
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
        Run($"UPDATE raynet_leader SET format = {RecordCodec.Format + 1}");
        RayException refused = await Assert.ThrowsAsync<RayException>(() => OpenAsync(SharedStore.Context(string.Empty, 1, Kept)));
        Assert.Equal(RayErrorCode.HeadStoreFailed, refused.Code);
        Assert.Contains("newer version of RayNet", refused.Message, StringComparison.Ordinal);
    }

    private protected override Task<ISharedStorage> OpenAsync(SharedStorageContext context) => PostgresStorage.OpenAsync(_server.Storage, context, CancellationToken.None);

    private protected override void Clear() => Run("DROP TABLE IF EXISTS raynet_records, raynet_heads, raynet_leader");

    private void Run(string text)
    {
        using NpgsqlDataSource source = NpgsqlDataSource.Create(PostgresAddress.Parse(_server.Storage));
        using NpgsqlCommand command = source.CreateCommand(text);
        command.ExecuteNonQuery();
    }
}
