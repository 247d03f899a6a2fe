using Microsoft.Data.Sqlite;
using RayNet.Runtime.Head.Sqlite;
using RayNet.Runtime.Head.Storage;
using RayNet.Runtime.Head.Tables;

namespace RayNet.Runtime.Head.Tests.Storage;

/// <summary>The promises of every store, and what only a file can get wrong.</summary>
public sealed class SqliteHeadStoreTests : HeadStoreTests, IDisposable
{
    private readonly TempFolder _folder = new();

    private string File => _folder.File("head.db");

    internal override IHeadStore Open() => SqliteHeadStore.Open(File);

    private protected override void Clear()
    {
        foreach (string file in Directory.EnumerateFiles(_folder.Path))
        {
            System.IO.File.Delete(file);
        }
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Two_heads_cannot_have_the_same_file()
    {
        using IHeadStore first = Open();
        first.Commit([Key("a", 1)]);
        RayException refused = Assert.Throws<RayException>(Open);
        Assert.Equal(RayErrorCode.HeadStoreFailed, refused.Code);
        Assert.Contains($"'{File}' is in use by another process", refused.Message, StringComparison.Ordinal);

        first.Dispose();
        using IHeadStore second = Open();
        Assert.Single(second.Load());
    }

    [Fact]
    public void A_commit_is_on_disk_before_it_returns()
    {
        using SqliteConnection connection = SqliteSetup.Connect(File);

        // 2 is FULL: the log is synced at each commit. A test cannot cut the power; CrashTests cuts the log.
        Assert.Equal(("wal", 2L), (Ask<string>("journal_mode"), Ask<long>("synchronous")));

        T Ask<T>(string pragma)
        {
            using SqliteCommand command = connection.CreateCommand();
            command.CommandText = $"PRAGMA {pragma}";
            return (T)command.ExecuteScalar()!;
        }
    }

    [Fact]
    public void A_file_that_is_no_database_is_left_alone()
    {
        System.IO.File.WriteAllText(File, new string('x', 10_000));
        RayException refused = Assert.Throws<RayException>(Open);
        Assert.Equal(RayErrorCode.HeadStoreFailed, refused.Code);
        Assert.Contains("not a SQLite database", refused.Message, StringComparison.Ordinal);
        Assert.Equal(new string('x', 10_000), System.IO.File.ReadAllText(File));
    }

    [Fact]
    public void A_database_of_another_program_is_left_alone()
    {
        Run("CREATE TABLE notes(text TEXT)");
        RayException refused = Assert.Throws<RayException>(Open);
        Assert.Contains("of another program", refused.Message, StringComparison.Ordinal);
        Run("INSERT INTO notes VALUES('still here')");
    }

    [Fact]
    public void A_database_of_a_newer_version_is_left_alone()
    {
        Open().Dispose();
        Run($"PRAGMA user_version = {RecordCodec.Format + 1}");
        RayException refused = Assert.Throws<RayException>(Open);
        Assert.Contains("newer version of RayNet", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_damaged_page_is_found_when_it_is_opened()
    {
        using (IHeadStore store = Open())
        {
            store.Commit([.. Enumerable.Range(0, 500).Select(number => new RecordChange(RecordTable.Keys, $"{number:d4}", new KeyEntry("k", $"{number}", new byte[100])))]);
        }

        byte[] bytes = System.IO.File.ReadAllBytes(File);
        Array.Fill(bytes, (byte)0xAB, bytes.Length / 2 / 4096 * 4096, 4096);
        System.IO.File.WriteAllBytes(File, bytes);

        RayException refused = Assert.Throws<RayException>(Open);
        Assert.Equal(RayErrorCode.HeadStoreFailed, refused.Code);
        Assert.Contains($"'{File}' is damaged", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_record_that_cannot_be_read_is_named()
    {
        using (IHeadStore store = Open())
        {
            store.Commit([new RecordChange(RecordTable.Meta, "meta", new ClusterMeta(1, DateTime.UnixEpoch, 0))]);
        }

        Run("UPDATE records SET value = x'00'");
        using IHeadStore again = Open();
        RayException refused = Assert.Throws<RayException>(() => again.Load());
        Assert.Contains("record 'meta' of table Meta", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_that_is_not_there_is_said()
    {
        RayException refused = Assert.Throws<RayException>(() => SqliteHeadStore.Open(_folder.File("nowhere/head.db")));
        Assert.Equal(RayErrorCode.HeadStoreFailed, refused.Code);
        Assert.Contains("nowhere", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_its_owner_may_read_the_files()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has no file modes.");
            return;
        }

        using IHeadStore store = Open();
        store.Commit([Key("a", 1)]);
        Assert.Equal(2, Directory.GetFiles(_folder.Path).Length);
        foreach (string file in Directory.GetFiles(_folder.Path))
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, System.IO.File.GetUnixFileMode(file));
        }
    }

    [Fact]
    public void A_commit_that_fails_halfway_leaves_nothing_of_it()
    {
        int written = 0;
        using (var store = SqliteHeadStore.Open(File, point => written += point == StorePoint.Written ? (written == 2 ? throw new IOException("stopped") : 1) : 0))
        {
            store.Commit([Key("a", 1)]);
            Assert.Throws<IOException>(() => store.Commit([Key("a", 2), Key("b", 2), Key("c", 2)]));
            Assert.Equal("a", Assert.Single(store.Load()).Key);
            written = -10;
            store.Commit([Key("d", 4)]);
        }

        using IHeadStore again = Open();
        Assert.Equal(["a", "d"], again.Load().Select(record => record.Key));
    }

    private void Run(string text)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = File, Pooling = false }.ConnectionString);
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = text;
        command.ExecuteNonQuery();
    }
}
