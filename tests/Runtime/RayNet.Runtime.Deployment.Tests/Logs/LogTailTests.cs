using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using CsCheck;
using RayNet.Runtime.Deployment.Logs;

namespace RayNet.Runtime.Deployment.Tests.Logs;

public sealed class LogTailTests : IAsyncDisposable
{
    private readonly TempFolder _folder = new();
    private readonly LogTail _tail = new(new LogTailOptions { PollInterval = TimeSpan.FromMilliseconds(5) });
    private readonly BlockingCollection<LogBatch> _batches = [];
    private readonly Task _following;

    public LogTailTests()
    {
        _following = Task.Run(async () =>
        {
            await foreach (LogBatch batch in _tail.FollowAsync(CancellationToken.None))
            {
                _batches.Add(batch);
            }
        });
    }

    public async ValueTask DisposeAsync()
    {
        _tail.Complete();
        await _following.Within();
        _folder.Dispose();
        _batches.Dispose();
    }

    private List<string> Lines => [.. _batches.SelectMany(static batch => batch.Lines)];

    [Fact]
    public async Task Lines_come_as_they_are_written_also_of_a_file_that_is_not_there_yet()
    {
        _tail.Add(Source(1));

        await AppendAsync(1, "one\ntwo\nthr");
        await _tail.FlushAsync().Within();
        Assert.Equal(["one", "two"], Lines);

        await AppendAsync(1, "ee\r\n\nfour\n");
        await _tail.FlushAsync().Within();
        Assert.Equal(["one", "two", "three", "", "four"], Lines);
    }

    [Fact]
    public async Task A_worker_that_has_ended_is_read_to_its_last_byte()
    {
        _tail.Add(Source(1));
        await AppendAsync(1, "one\nlast words");

        await _tail.DrainAsync(1).Within();
        await AppendAsync(1, " of somebody else\n");
        await _tail.FlushAsync().Within();

        Assert.Equal(["one", "last words"], Lines);
    }

    [Fact]
    public async Task A_drain_completes_after_the_consumer_has_dealt_with_the_lines()
    {
        var tail = new LogTail(new LogTailOptions { PollInterval = TimeSpan.FromMilliseconds(5) });
        var dealing = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var deal = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Task consumer = Task.Run(async () =>
        {
            await foreach (LogBatch _ in tail.FollowAsync(CancellationToken.None))
            {
                dealing.SetResult();
                await deal.Task;
            }
        });
        tail.Add(Source(1));
        await AppendAsync(1, "line\n");
        await dealing.Task.Within();

        Task drained = tail.DrainAsync(1);
        Assert.False(drained.IsCompleted);
        deal.SetResult();
        await drained.Within();
        tail.Complete();
        await consumer.Within();
    }

    [Fact]
    public async Task Outputs_do_not_mix_and_say_whose_they_are()
    {
        LogSource output = Source(1);
        LogSource error = new(_folder.Path, 1, LogStreamKind.Error, "job", "ab12");
        _tail.Add(output);
        _tail.Add(error);
        await AppendAsync(1, "out\n");
        await AppendAsync(1, "err\n", LogStreamKind.Error);
        await _tail.FlushAsync().Within();

        Assert.Equal([(output, "out"), (error, "err")], _batches.Select(static batch => (batch.Source, batch.Lines.Single())));
    }

    [Fact]
    public async Task Who_goes_on_for_somebody_else_starts_at_his_position()
    {
        _tail.Add(Source(1));
        await AppendAsync(1, "one\ntwo\nhalf");
        await _tail.FlushAsync().Within();
        LogPosition position = _batches.Single().Next;
        await AppendAsync(1, " line\nthree\n");

        List<string> rest = await ReadToEndAsync(1, position);

        Assert.Equal(["half line", "three"], rest);
    }

    [Fact]
    public async Task Lines_go_on_in_the_next_file_and_late_ones_of_the_file_before_are_not_lost()
    {
        _tail.Add(Source(1));
        await AppendAsync(1, "one\n");
        await _tail.FlushAsync().Within();
        await AppendAsync(1, "two\n", file: 1);
        await _tail.FlushAsync().Within();
        await AppendAsync(1, "late\n", file: 0);
        await AppendAsync(1, "three\n", file: 1);
        await AppendAsync(1, "four\n", file: 2);
        await _tail.DrainAsync(1).Within();

        Assert.Equal(["one", "two", "late", "three", "four"], Lines);
    }

    [Fact]
    public async Task Files_that_were_removed_before_they_were_read_are_told()
    {
        _tail.Add(Source(1));
        await AppendAsync(1, "one\n");
        await _tail.FlushAsync().Within();
        await AppendAsync(1, "five\n", file: 4);
        File.Delete(LogFileNames.PathOf(_folder.Path, 1, LogStreamKind.Output, 0));
        await _tail.FlushAsync().Within();

        Assert.Equal(["one", "[raynet: 3 log files of this worker were removed before they were read; keep more or larger ones]", "five"], Lines);
    }

    [Fact]
    public async Task A_worker_that_writes_faster_than_anybody_reads_keeps_nobody_waiting()
    {
        _tail.Add(Source(1));
        _tail.Add(Source(2));
        using var stop = new CancellationTokenSource();
        byte[] chunk = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("noise noise noise\n", 5000)));
        Task writer = Task.Run(async () =>
        {
            await using var file = new FileStream(LogFileNames.PathOf(_folder.Path, 1, LogStreamKind.Output, 0), FileMode.Append, FileAccess.Write, FileShare.ReadWrite);
            for (int i = 0; i < 2000 && !stop.IsCancellationRequested; i++)
            {
                await file.WriteAsync(chunk);
                await file.FlushAsync();
            }
        });
        await AppendAsync(2, "quiet\n");

        await _tail.FlushAsync().Within();
        await _tail.DrainAsync(2).Within();
        await stop.CancelAsync();
        await writer.Within();

        Assert.Contains("quiet", _batches.Where(static batch => batch.Source.Pid == 2).SelectMany(static batch => batch.Lines));
    }

    [Fact]
    public async Task A_name_that_a_worker_gives_itself_is_not_shown_and_holds_for_what_follows()
    {
        _tail.Add(Source(1));
        await AppendAsync(1, $"before\n{LogMarker.LineFor("Counter\nactor")}\none\ntwo\n{LogMarker.LineFor(null)}\nafter\n");
        await _tail.FlushAsync().Within();

        Assert.Equal([(null, "before"), ("Counter actor", "one,two"), (null, "after")], _batches.Select(static batch => (batch.Name, string.Join(',', batch.Lines))));
    }

    [Fact]
    public async Task A_line_that_is_too_long_comes_in_parts_without_breaking_characters()
    {
        string line = string.Concat(Enumerable.Repeat("aé漢\U0001F600", 20_000));
        _tail.Add(Source(1));
        await AppendAsync(1, line + "\nnext\n");
        await _tail.FlushAsync().Within();

        List<string> lines = Lines;
        Assert.True(lines.Count > 3);
        Assert.Equal("next", lines[^1]);
        Assert.Equal(line, string.Concat(lines[..^1]));
    }

    [Fact]
    public async Task Batches_fit_into_a_message()
    {
        _tail.Add(Source(1));
        await AppendAsync(1, string.Concat(Enumerable.Range(0, 50_000).Select(static i => string.Create(CultureInfo.InvariantCulture, $"line number {i}\n"))));
        await _tail.FlushAsync().Within();

        Assert.Equal(50_000, Lines.Count);
        Assert.All(_batches, static batch => Assert.True(batch.Lines.Sum(static line => line.Length + 1) < 256 * 1024 + 100));
    }

    [Fact]
    public async Task There_is_one_consumer()
    {
        _tail.Add(Source(1));
        await _tail.FlushAsync().Within();

        await Assert.ThrowsAsync<InvalidOperationException>(async () =>
        {
            await foreach (LogBatch _ in _tail.FollowAsync(CancellationToken.None))
            {
            }
        });
    }

    [Fact]
    public async Task Without_a_consumer_nothing_is_waited_for()
    {
        var tail = new LogTail();
        using var stop = new CancellationTokenSource();
        Task early = tail.FlushAsync();
        Task consumer = Task.Run(async () =>
        {
            await foreach (LogBatch _ in tail.FollowAsync(stop.Token))
            {
            }
        });
        await early.Within();

        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => consumer);

        await Assert.ThrowsAsync<InvalidOperationException>(() => tail.DrainAsync(1));
    }

    [Fact]
    public void However_the_bytes_are_cut_each_line_comes_once() =>
        Gen.Select(Gen.String[Gen.Char["ab\né漢\r"], 0, 200], Gen.Int[0, 12].Array[0, 40], Gen.Int[0, 3].Array[0, 40]).Sample(
            (text, cuts, rolls) =>
            {
                using var folder = new TempFolder();
                var source = new LogSource(folder.Path, 1, LogStreamKind.Output, "job", "n");
                using var reader = new LogReader(source, default, new LogTailOptions());
                var read = new List<string>();
                byte[] bytes = Encoding.UTF8.GetBytes(text);
                int done = 0;
                int file = 0;
                for (int i = 0; done < bytes.Length; i++)
                {
                    int length = Math.Min(i < cuts.Length ? cuts[i] : bytes.Length, bytes.Length - done);
                    using (var stream = new FileStream(source.PathOf(file), FileMode.Append))
                    {
                        stream.Write(bytes, done, length);
                    }

                    done += length;
                    // A worker cuts after a line only.
                    if (done > 0 && bytes[done - 1] == '\n' && i < rolls.Length && rolls[i] == 0)
                    {
                        file++;
                    }

                    ReadAll(reader, read, final: false);
                }

                ReadAll(reader, read, final: true);
                string[] expected = text.Split('\n');
                Assert.Equal((expected[^1].Length == 0 ? expected[..^1] : expected).Select(static line => line.EndsWith('\r') ? line[..^1] : line), read);
            },
            iter: 300);

    private static void ReadAll(LogReader reader, List<string> lines, bool final)
    {
        while (reader.Read(final) is { } batch)
        {
            lines.AddRange(batch.Lines);
        }
    }

    private async Task<List<string>> ReadToEndAsync(int pid, LogPosition position)
    {
        var lines = new List<string>();
        var tail = new LogTail();
        tail.Add(Source(pid), position);
        tail.Complete();
        await foreach (LogBatch batch in tail.FollowAsync(CancellationToken.None))
        {
            lines.AddRange(batch.Lines);
        }

        return lines;
    }

    private LogSource Source(int pid) => new(_folder.Path, pid, LogStreamKind.Output, "job", "ab12");

    private async Task AppendAsync(int pid, string text, LogStreamKind kind = LogStreamKind.Output, int file = 0) =>
        await File.AppendAllTextAsync(LogFileNames.PathOf(_folder.Path, pid, kind, file), text);
}
