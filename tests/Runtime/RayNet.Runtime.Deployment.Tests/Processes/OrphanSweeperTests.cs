using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using RayNet.Runtime.Deployment.Processes;

namespace RayNet.Runtime.Deployment.Tests.Processes;

/// <summary>What a node finds that another one left on the machine.</summary>
public sealed class OrphanSweeperTests : IDisposable
{
    private readonly TempFolder _root = new();
    private readonly List<Process> _started = [];

    public void Dispose()
    {
        foreach (Process process in _started)
        {
            process.Kill();
            process.WaitForExit();
            process.Dispose();
        }

        _root.Dispose();
    }

    [Fact]
    public async Task A_session_of_a_living_node_is_left_alone()
    {
        using Session session = await CreateAsync();
        ProcessIdentity process = StartProcess();
        session.Record(process);

        Assert.Equal(default, await SweepAsync());
        Assert.True(process.IsRunning);
        Assert.True(Directory.Exists(session.LogFolder));
    }

    [Fact]
    public async Task Processes_of_a_dead_node_are_ended_and_its_folder_goes()
    {
        Session session = await CreateAsync();
        ProcessIdentity process = StartProcess();
        session.Record(process);
        session.Dispose();

        Assert.Equal(new SweepResult(1, 1), await SweepAsync());
        Assert.False(process.IsRunning);
        Assert.False(Directory.Exists(session.Folder));
        Assert.Equal(default, await SweepAsync());
    }

    [Fact]
    public async Task A_process_that_merely_has_the_id_of_an_old_one_is_never_ended()
    {
        Session session = await CreateAsync();
        ProcessIdentity process = StartProcess();
        session.Record(process with { StartTime = process.StartTime - 1 });
        session.Dispose();

        Assert.Equal(new SweepResult(1, 0), await SweepAsync());
        Assert.True(process.IsRunning);
    }

    [Fact]
    public async Task A_process_of_before_the_machine_was_started_again_is_never_ended()
    {
        Session session = await CreateAsync();
        ProcessIdentity process = StartProcess();
        session.Record(process with { Boot = "another" });
        session.Dispose();

        Assert.Equal(new SweepResult(1, 0), await SweepAsync());
        Assert.True(process.IsRunning);
    }

    [Fact]
    public async Task Half_written_and_foreign_files_end_nothing()
    {
        Session session = await CreateAsync();
        ProcessIdentity process = StartProcess();
        string list = Session.ProcessesOf(session.Folder);
        string pid = process.Pid.ToString(CultureInfo.InvariantCulture);
        await File.WriteAllTextAsync(Path.Combine(list, pid), string.Empty);
        await File.WriteAllTextAsync(Path.Combine(list, "1"), "1 1 x");
        await File.WriteAllTextAsync(Path.Combine(list, "7"), process.ToString());
        await File.WriteAllTextAsync(Path.Combine(list, "0"), "0 0 x");
        await File.WriteAllTextAsync(Path.Combine(list, "-1"), "-1 0 x");
        await File.WriteAllTextAsync(Path.Combine(list, "text"), "text");
        session.Record(ProcessIdentity.Current);
        session.Dispose();

        Assert.Equal(new SweepResult(1, 0), await SweepAsync());
        Assert.True(process.IsRunning);
    }

    [Fact]
    public async Task The_newest_logs_of_dead_nodes_stay()
    {
        var clock = new Microsoft.Extensions.Time.Testing.FakeTimeProvider();
        var folders = new List<string>();
        for (int i = 0; i < 4; i++)
        {
            clock.Advance(TimeSpan.FromMinutes(1));
            using Session session = await Session.CreateAsync(_root.Path, clock, CancellationToken.None);
            folders.Add(session.Folder);
            await File.WriteAllTextAsync(Path.Combine(session.LogFolder, "worker-1.err"), "why it died");
        }

        await new OrphanSweeper(_root.Path, TimeProvider.System, NullLogger.Instance, keptLogs: 2).SweepAsync(CancellationToken.None);

        Assert.Equal(folders[2..], Directory.GetDirectories(_root.Path).Order(StringComparer.Ordinal));
        Assert.True(File.Exists(Path.Combine(folders[3], "logs", "worker-1.err")));
        Assert.False(Directory.Exists(Session.ProcessesOf(folders[3])));
    }

    [Fact]
    public async Task Sessions_that_begin_at_the_same_moment_have_folders_of_their_own()
    {
        Session[] sessions = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(CreateAsync))).Within();

        Assert.Equal(8, sessions.Select(static session => session.Folder).Distinct().Count());
        Assert.Equal(default, await SweepAsync());
        Array.ForEach(sessions, static session => session.Dispose());
    }

    [Fact]
    public async Task Nodes_that_start_at_the_same_moment_sweep_once()
    {
        Session session = await CreateAsync();
        session.Record(StartProcess());
        session.Dispose();

        SweepResult[] results = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(SweepAsync))).Within();

        Assert.Equal(1, results.Sum(static result => result.Killed));
        Assert.Empty(Directory.GetDirectories(_root.Path));
    }

    [Fact]
    public async Task What_a_node_that_was_killed_left_is_cleaned_up_by_the_next()
    {
        using var rendezvous = new Rendezvous();
        ChildProcess program = ProcessSpawner.Start(new SpawnRequest
        {
            FileName = DotnetHost.Find(),
            Arguments = [Apps.TestApp.EntryPath, "connect", rendezvous.Path],
            Environment = ProcessVariables.Create(new Dictionary<string, string>(), quickStart: true),
            WorkingDirectory = _root.Path,
            OutputFile = _root["out"],
            ErrorFile = _root["err"],
        });
        using AppConnection node = await rendezvous.AcceptAsync();
        string folder = await node.AskAsync($"session {_root.Path}");
        await node.AskAsync($"worker {Path.Combine(folder, "logs")}");
        using AppConnection worker = await rendezvous.AcceptAsync();
        ProcessIdentity identity = ProcessIdentity.Of(worker.Pid)!.Value;
        Assert.True(File.Exists(Path.Combine(Session.ProcessesOf(folder), worker.Pid.ToString(CultureInfo.InvariantCulture))));
        // Stopped, it does not see the end of its node; a worker whose watch fails would be left like this.
        Assert.Equal(0, Libc.Kill(worker.Pid, Libc.SigStop));
        Assert.True(await Soon.Blocking(() => SpinWait.SpinUntil(() => File.ReadAllText($"/proc/{worker.Pid}/stat").Contains(") T ", StringComparison.Ordinal), Soon.Limit)));

        Assert.Equal(0, Libc.Kill(program.Pid, Libc.SigKill));
        await program.Exited.Within();
        Assert.True(identity.IsRunning);

        Assert.Equal(new SweepResult(1, 1), await SweepAsync());
        Assert.False(identity.IsRunning);
    }

    private async Task<Session> CreateAsync() => await Session.CreateAsync(_root.Path, TimeProvider.System, CancellationToken.None);

    private Task<SweepResult> SweepAsync() => new OrphanSweeper(_root.Path, TimeProvider.System, NullLogger.Instance).SweepAsync(CancellationToken.None).Within();

    private ProcessIdentity StartProcess()
    {
        Process process = Process.Start("sleep", "1000");
        _started.Add(process);
        return ProcessIdentity.Of(process.Id)!.Value;
    }
}
