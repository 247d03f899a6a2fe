using RayNet.Runtime.Control;
using RayNet.Runtime.Head.Sqlite;
using RayNet.Runtime.Head.Storage;
using RayNet.Runtime.Head.Tables;
using RayNet.Runtime.Head.Tests.Harness;

namespace RayNet.Runtime.Head.Tests.Storage;

/// <summary>The process ends at any moment: what was answered is there, and of what was not, all or nothing.</summary>
public sealed class CrashTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private int _images;

    private string File => _folder.File("head.db");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_crash_between_any_two_steps_of_a_commit_leaves_it_done_or_not_begun(int seed)
    {
        List<(StorePoint Point, string Tables)> images = [];
        using var store = SqliteHeadStore.Open(File, point => images.Add((point, DescribeImage())));
        var run = new RandomRun(store);
        Assert.Equal([StorePoint.Begun, StorePoint.Written, StorePoint.BeforeCommit, StorePoint.Committed], images.Select(image => image.Point));
        int stopped = images.Count;
        foreach (RandomStep step in Steps(seed, 40))
        {
            images.Clear();
            string before = RandomRun.Describe(run.State, reports: false);
            run.Apply(step);
            string after = RandomRun.Describe(run.State, reports: false);
            stopped += images.Count;
            Assert.All(images, image => Assert.Equal(image.Point == StorePoint.Committed ? after : before, image.Tables));
        }

        Assert.True(stopped > 60, $"Only {stopped} moments were tried.");
    }

    [Fact]
    public void A_log_that_ends_anywhere_yields_exactly_the_commits_that_are_whole()
    {
        List<long> lengths = [];
        List<string> tables = [];
        using (var store = SqliteHeadStore.Open(File))
        {
            var run = new RandomRun(store);
            Remember();
            foreach (RandomStep step in Steps(7, 40))
            {
                run.Apply(step);
                Remember();
            }

            void Remember()
            {
                long length = new FileInfo(File + "-wal").Length;
                if (lengths.Count == 0 || length > lengths[^1])
                {
                    lengths.Add(length);
                    tables.Add(RandomRun.Describe(run.State, reports: false));
                }
            }

            Assert.True(lengths.Count > 15, $"Only {lengths.Count} commits.");
            long[] cuts = [.. lengths.SelectMany(length => (long[])[length - 1, length]).Skip(1), .. Every(lengths[0], lengths[^1], 3_001)];
            foreach (long cut in cuts)
            {
                int whole = lengths.FindLastIndex(length => length <= cut);
                Assert.Equal(tables[whole], DescribeImage(cut));
            }
        }
    }

    [Fact]
    public async Task A_head_that_is_killed_again_and_again_keeps_what_it_answered()
    {
        var random = new Random(11);
        int[] numbers = new int[KilledWriter.Callers];
        HashSet<ulong> jobs = [];
        for (int round = 0; round < 5; round++)
        {
            using (var writer = new KilledWriter(File))
            {
                (int[] answered, List<ulong> started) = await writer.KillAfterAsync(random.Next(20, 400));
                Assert.All(started, job => Assert.True(jobs.Add(job), $"Job {job} was given twice."));
                for (int caller = 0; caller < numbers.Length; caller++)
                {
                    numbers[caller] = Math.Max(numbers[caller], answered[caller]);
                }
            }

            using var store = SqliteHeadStore.Open(File);
            HeadState state = HeadLoader.Open(store, 43, DateTime.UnixEpoch);
            for (int caller = 0; caller < numbers.Length; caller++)
            {
                int stored = state.FindKey("k", $"{caller}") is { } entry ? BitConverter.ToInt32(entry.Value) : 0;
                Assert.InRange(stored, numbers[caller], numbers[caller] + 1);
                numbers[caller] = stored;
            }

            Assert.Equal(42ul, state.Meta.ClusterId);
            Assert.Superset(jobs, state.Jobs.Keys.Select(job => job.Sequence).ToHashSet());

            // The number of the last job and the job itself were one commit.
            Assert.Equal(state.Meta.LastJob, state.Jobs.Keys.Max(job => job.Sequence));
        }
    }

    private static RandomStep[] Steps(int seed, int count)
    {
        var random = new Random(seed);
        return
        [
            new RandomStep(0, 1, 1, 2, 0),
            new RandomStep(5, 1, 1, 1, 0),
            .. Enumerable.Range(0, count).Select(_ => new RandomStep(random.Next(14), random.Next(1, 5), random.Next(1, 7), random.Next(4), random.Next(41))),
        ];
    }

    private static IEnumerable<long> Every(long from, long to, long step)
    {
        for (long at = from; at < to; at += step)
        {
            yield return at;
        }
    }

    /// <summary>What the next head would find if this one ended now.</summary>
    /// <param name="cut">Where its log ends.</param>
    private string DescribeImage(long cut = long.MaxValue)
    {
        string image = _folder.File($"image{_images++}.db");
        System.IO.File.Copy(File, image);
        byte[] log = System.IO.File.ReadAllBytes(File + "-wal");
        System.IO.File.WriteAllBytes(image + "-wal", log[..(int)Math.Min(cut, log.Length)]);
        using var store = SqliteHeadStore.Open(image);
        IReadOnlyList<RecordChange> records = store.Load();
        return records.Count == 0 ? string.Empty : RandomRun.Describe(HeadLoader.Open(store, 43, DateTime.UnixEpoch), reports: false);
    }
}
