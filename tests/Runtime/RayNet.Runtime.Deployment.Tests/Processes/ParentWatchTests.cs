using System.Diagnostics;
using System.Globalization;
using RayNet.Runtime.Deployment.Processes;

namespace RayNet.Runtime.Deployment.Tests.Processes;

/// <summary>Three processes: these tests, a node and its worker.</summary>
public sealed class ParentWatchTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly Rendezvous _rendezvous = new();

    public void Dispose()
    {
        _rendezvous.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_worker_and_what_it_started_end_within_a_second_of_the_death_of_their_node()
    {
        ChildProcess program = Start(Apps.TestApp.EntryPath, "connect", _rendezvous.Path);
        using AppConnection node = await _rendezvous.AcceptAsync();
        await node.AskAsync($"worker {_folder.Path}");
        using AppConnection worker = await _rendezvous.AcceptAsync();
        Assert.Equal("ok", await worker.AskAsync("ignore"));
        ProcessIdentity child = ProcessIdentity.Of(int.Parse(await worker.AskAsync("child"), CultureInfo.InvariantCulture))!.Value;
        ProcessIdentity identity = ProcessIdentity.Of(worker.Pid)!.Value;

        Assert.Equal(0, Libc.Kill(program.Pid, Libc.SigKill));
        await program.Exited.Within();
        long died = Stopwatch.GetTimestamp();

        Assert.True(await Soon.Blocking(() => ProcessKiller.WaitForExit(identity, Soon.Limit)));
        Assert.True(await Soon.Blocking(() => ProcessKiller.WaitForExit(child, Soon.Limit)));
        TimeSpan took = Stopwatch.GetElapsedTime(died);
        Assert.True(took < TimeSpan.FromSeconds(1), $"The worker lived for {took.TotalMilliseconds} ms without its node.");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_end_of_a_process_is_seen_with_and_without_descriptors_also_before_anybody_waits_for_it(bool allowDescriptor)
    {
        // A child of the platform is a zombie until its exit is read; the shell's child is one for ever, since the shell does not wait.
        using Process shell = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", "sleep 1000 & echo $!; exec sleep 1000"]) { RedirectStandardOutput = true })!;
        try
        {
            int pid = int.Parse((await shell.StandardOutput.ReadLineAsync().Within())!, CultureInfo.InvariantCulture);
            ProcessIdentity identity = ProcessIdentity.Of(pid)!.Value;
            Task watch = Task.Factory.StartNew(() => ParentWatch.WaitFor(identity, null, allowDescriptor), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

            Assert.Equal(0, Libc.Kill(pid, Libc.SigKill));

            await watch.Within();
            Assert.False(identity.IsRunning);
        }
        finally
        {
            shell.Kill();
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_process_that_has_ended_before_the_watch_began_is_seen_at_once(bool allowDescriptor)
    {
        ProcessIdentity reused = ProcessIdentity.Current with { StartTime = 1 };

        Assert.True(await Soon.Blocking(() =>
        {
            ParentWatch.WaitFor(reused, null, allowDescriptor);
            return true;
        }));
    }

    private ChildProcess Start(params string[] arguments) =>
        ProcessSpawner.Start(new SpawnRequest
        {
            FileName = DotnetHost.Find(),
            Arguments = [.. arguments],
            Environment = ProcessVariables.Create(new Dictionary<string, string>(), quickStart: true),
            WorkingDirectory = _folder.Path,
            OutputFile = _folder["out"],
            ErrorFile = _folder["err"],
        });
}
