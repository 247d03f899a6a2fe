using System.Globalization;
using RayNet.Runtime.Deployment.Logs;
using RayNet.Runtime.Deployment.Processes;

namespace RayNet.Runtime.Deployment.Tests.Logs;

/// <summary>From the console of a real worker to the console of its driver.</summary>
public sealed class WorkerLogTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly Rendezvous _rendezvous = new();
    private readonly WorkerLauncher _launcher = new(null, new LogRecorder());

    public void Dispose()
    {
        _rendezvous.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Four_prints_right_before_the_end_come_four_times()
    {
        var output = new StringWriter();
        var printer = new DriverLogPrinter(output, new StringWriter());
        var tail = new LogTail();
        Task consumer = FollowAsync(tail, printer);
        WorkerProcess worker = Start(new LogRotationOptions());
        tail.Add(new LogSource(_folder.Path, worker.Pid, LogStreamKind.Output, "job", "ab12"));
        using AppConnection connection = await _rendezvous.AcceptAsync();

        await connection.AskAsync("name Add");
        await connection.AskAsync("print sum 1");
        await connection.AskAsync("print sum 2");
        await connection.AskAsync("print sum 3");
        await connection.SendAsync("write sum 4");
        await connection.SendAsync("exit 0");
        await worker.Exited.Within();
        await tail.DrainAsync(worker.Pid).Within();
        tail.Complete();
        await consumer.Within();

        string line = string.Create(CultureInfo.InvariantCulture, $"(Add pid={worker.Pid}, node=ab12) sum ");
        Assert.Equal([line + "1", line + "2", line + "3", line + "4"], output.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task A_large_log_is_cut_into_files_and_every_line_is_read_once()
    {
        const int Count = 20_000;
        var lines = new List<string>();
        var tail = new LogTail(new LogTailOptions { PollInterval = TimeSpan.FromMilliseconds(1) });
        WorkerProcess worker = Start(new LogRotationOptions { MaxBytes = 10_000, MaxFiles = 1000 });
        tail.Add(new LogSource(_folder.Path, worker.Pid, LogStreamKind.Output, "job", "ab12"));
        Task consumer = Task.Run(async () =>
        {
            await foreach (LogBatch batch in tail.FollowAsync(CancellationToken.None))
            {
                lines.AddRange(batch.Lines);
            }
        });
        using AppConnection connection = await _rendezvous.AcceptAsync();

        Assert.Equal("ok", await connection.AskAsync(string.Create(CultureInfo.InvariantCulture, $"flood {Count}")));
        await connection.SendAsync("exit 0");
        await worker.Exited.Within();
        await tail.DrainAsync(worker.Pid).Within();
        tail.Complete();
        await consumer.Within();

        Assert.Equal(Enumerable.Range(0, Count).Select(static i => string.Create(CultureInfo.InvariantCulture, $"line {i}")), lines);
        List<int> files = LogFileNames.NumbersOf(_folder.Path, worker.Pid, LogStreamKind.Output);
        Assert.True(files.Count > 10, $"{files.Count} files");
        Assert.All(files, number => Assert.InRange(new FileInfo(LogFileNames.PathOf(_folder.Path, worker.Pid, LogStreamKind.Output, number)).Length, 0, 21_000));
    }

    [Fact]
    public async Task Only_so_many_files_are_kept()
    {
        WorkerProcess worker = Start(new LogRotationOptions { MaxBytes = 1000, MaxFiles = 3 });
        using AppConnection connection = await _rendezvous.AcceptAsync();

        await connection.AskAsync("flood 5000");
        await connection.SendAsync("exit 0");
        await worker.Exited.Within();

        List<int> files = LogFileNames.NumbersOf(_folder.Path, worker.Pid, LogStreamKind.Output);
        Assert.Equal(3, files.Count);
        Assert.True(files[0] > 10);
        Assert.EndsWith("line 4999\n", string.Concat(files.Select(number => File.ReadAllText(LogFileNames.PathOf(_folder.Path, worker.Pid, LogStreamKind.Output, number)))), StringComparison.Ordinal);
    }

    [Fact]
    public void Lines_of_one_batch_stay_together_whoever_prints_at_the_same_time()
    {
        var output = new StringWriter();
        var error = new StringWriter();
        var printer = new DriverLogPrinter(TextWriter.Synchronized(output), TextWriter.Synchronized(error));

        Parallel.For(0, 8, pid =>
        {
            for (int i = 0; i < 50; i++)
            {
                printer.Print(new LogBatch(new LogSource("x", pid, LogStreamKind.Output, "job", "n1"), null, ["a", "b", "c"], default));
            }
        });
        printer.Print(new LogBatch(new LogSource("x", 1, LogStreamKind.Error, "job", "n1"), "Add", ["oops"], default));

        string[] lines = output.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(1200, lines.Length);
        for (int i = 0; i < lines.Length; i += 3)
        {
            string prefix = lines[i][..^1];
            Assert.Matches(@"^\(pid=\d, node=n1\) $", prefix);
            Assert.Equal([prefix + "a", prefix + "b", prefix + "c"], lines[i..(i + 3)]);
        }

        Assert.Equal($"(Add pid=1, node=n1) oops{Environment.NewLine}", error.ToString());
    }

    private static Task FollowAsync(LogTail tail, DriverLogPrinter printer) =>
        Task.Run(async () =>
        {
            await foreach (LogBatch batch in tail.FollowAsync(CancellationToken.None))
            {
                printer.Print(batch);
            }
        });

    private WorkerProcess Start(LogRotationOptions rotation) =>
        _launcher.Start(new WorkerStart
        {
            App = Apps.TestApp,
            WorkerAssembly = Apps.Worker,
            LogFolder = _folder.Path,
            WorkingDirectory = _folder.Path,
            LogRotation = rotation,
            Settings = new Dictionary<string, string> { ["SOCKET"] = _rendezvous.Path },
        });
}
