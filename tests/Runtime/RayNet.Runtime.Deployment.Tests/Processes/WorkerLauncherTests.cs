using System.Globalization;
using RayNet.Runtime.Deployment.Builds;
using RayNet.Runtime.Deployment.Processes;

namespace RayNet.Runtime.Deployment.Tests.Processes;

/// <summary>Starts real processes.</summary>
public sealed class WorkerLauncherTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly Rendezvous _rendezvous = new();
    private readonly LogRecorder _log = new();
    private readonly WorkerLauncher _launcher;

    public WorkerLauncherTests() => _launcher = new WorkerLauncher(null, _log);

    public void Dispose()
    {
        _rendezvous.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_worker_runs_with_what_it_was_given()
    {
        WorkerProcess worker = _launcher.Start(Start() with
        {
            Arguments = ["one", "two words", "\"quoted\" $HOME"],
            EnvironmentVariables = new Dictionary<string, string> { ["MODE"] = "fast mode", ["DOTNET_TieredPGO"] = "1" },
        });
        using AppConnection connection = await _rendezvous.AcceptAsync();

        Assert.Equal(worker.Pid, connection.Pid);
        Assert.Equal("one|two words|\"quoted\" $HOME", await connection.AskAsync("args"));
        Assert.Equal(_folder.Path, await connection.AskAsync("folder"));
        Assert.Equal("fast mode", await connection.AskAsync("variable MODE"));
        Assert.Equal(_rendezvous.Path, await connection.AskAsync("setting SOCKET"));
        Assert.Equal("True", await connection.AskAsync("leads"));
        Assert.Equal(ProcessIdentity.Current.ToString(), await connection.AskAsync("node"));
        // What the job sets is not overruled, the rest makes starts quick.
        Assert.Equal("1", await connection.AskAsync("variable DOTNET_TieredPGO"));
        Assert.Equal("0", await connection.AskAsync("variable DOTNET_EnableDiagnostics"));
    }

    [Fact]
    public async Task Secrets_are_neither_in_the_arguments_nor_inherited_by_what_the_worker_starts()
    {
        WorkerProcess worker = _launcher.Start(Start());
        using AppConnection connection = await _rendezvous.AcceptAsync();

        Assert.DoesNotContain(_rendezvous.Path, await File.ReadAllTextAsync($"/proc/{worker.Pid}/cmdline"), StringComparison.Ordinal);
        Assert.Equal(string.Empty, await connection.AskAsync("variables"));
    }

    [Fact]
    public async Task A_worker_of_a_test_host_has_the_program_of_the_tests()
    {
        _launcher.Start(Start() with { App = Apps.Tests });
        using AppConnection connection = await _rendezvous.AcceptAsync();

        Assert.Equal(Apps.Tests.ToString(), await connection.AskAsync("app"));
    }

    [Theory]
    [InlineData("apphost")]
    [InlineData("dotnet")]
    public async Task A_program_starts_workers_of_itself_however_it_was_started(string how)
    {
        LaunchCommand command = how == "dotnet"
            ? new LaunchCommand(DotnetHost.Find(), [Apps.TestApp.EntryPath, "connect", _rendezvous.Path])
            : new LaunchCommand(Path.Combine(Apps.TestApp.Folder, Apps.TestApp.Name), ["connect", _rendezvous.Path]);
        ChildProcess program = Spawn(command);
        using AppConnection node = await _rendezvous.AcceptAsync();
        Assert.Equal(Apps.TestApp.ToString(), await node.AskAsync("app"));

        string pid = await node.AskAsync($"worker {_folder.Path}");
        using AppConnection worker = await _rendezvous.AcceptAsync();

        Assert.Equal(pid, worker.Pid.ToString(CultureInfo.InvariantCulture));
        Assert.Equal(Apps.TestApp.ToString(), await worker.AskAsync("app"));
        await worker.SendAsync("exit 0");
        await node.SendAsync("exit 0");
        Assert.True((await program.Exited.Within()).IsSuccess);
    }

    [Fact]
    public async Task A_binary_is_its_own_worker()
    {
        string binary = _folder.Write("tool", "#!/bin/sh\necho \"worker=$RAYNET_WORKER mode=$MODE $1\"\n");
        File.SetUnixFileMode(binary, UnixFileMode.UserRead | UnixFileMode.UserExecute);

        WorkerProcess worker = _launcher.Start(Start() with
        {
            App = new RunnableApp(_folder.Path, "tool", BuildKind.Native, "net10.0"),
            EnvironmentVariables = new Dictionary<string, string> { ["MODE"] = "x" },
            Arguments = ["arg"],
        });

        Assert.True((await worker.Exited.Within()).IsSuccess);
        Assert.Equal("worker=1 mode=x arg\n", await File.ReadAllTextAsync(worker.OutputFile));
    }

    [Theory]
    [InlineData("exit 0", 0, null, "it returned")]
    [InlineData("exit 7", 7, null, "exit code 7")]
    [InlineData("abort broken", null, 6, "signal 6 (SIGABRT")]
    public async Task The_end_of_a_worker_is_told_with_its_reason(string command, int? code, int? signal, string text)
    {
        var ended = new TaskCompletionSource<(int Pid, ProcessExit Exit)>(TaskCreationOptions.RunContinuationsAsynchronously);
        _launcher.Exited += (worker, exit) => ended.SetResult((worker.Pid, exit));
        WorkerProcess worker = _launcher.Start(Start());
        using AppConnection connection = await _rendezvous.AcceptAsync();

        await connection.SendAsync(command);

        var expected = new ProcessExit(worker.Pid, code, signal);
        Assert.Equal((worker.Pid, expected), await ended.Task.Within());
        Assert.Equal(expected, await worker.Exited.Within());
        Assert.StartsWith(text, expected.ToString(), StringComparison.Ordinal);
        Assert.Equal(code == 0, !_log.Warnings.Any());
        Assert.False(worker.Kill());
        Assert.False(worker.Terminate());
    }

    [Fact]
    public async Task A_killed_worker_takes_what_it_started_with_it_and_is_no_surprise()
    {
        WorkerProcess worker = _launcher.Start(Start());
        using AppConnection connection = await _rendezvous.AcceptAsync();
        ProcessIdentity child = ProcessIdentity.Of(int.Parse(await connection.AskAsync("child"), CultureInfo.InvariantCulture))!.Value;

        Assert.True(worker.Kill());

        Assert.Equal(9, (await worker.Exited.Within()).Signal);
        Assert.True(await Soon.Blocking(() => ProcessKiller.WaitForExit(child, Soon.Limit)));
        Assert.Empty(_log.Warnings);
    }

    [Fact]
    public async Task A_worker_that_dies_by_itself_leaves_no_children_behind()
    {
        WorkerProcess worker = _launcher.Start(Start());
        using AppConnection connection = await _rendezvous.AcceptAsync();
        ProcessIdentity child = ProcessIdentity.Of(int.Parse(await connection.AskAsync("child"), CultureInfo.InvariantCulture))!.Value;

        await connection.SendAsync("exit 3");

        await worker.Exited.Within();
        Assert.True(await Soon.Blocking(() => ProcessKiller.WaitForExit(child, Soon.Limit)));
    }

    [Fact]
    public async Task A_worker_that_is_asked_to_end_ends()
    {
        WorkerProcess worker = _launcher.Start(Start());
        using AppConnection connection = await _rendezvous.AcceptAsync();

        Assert.True(worker.Terminate());

        Assert.Equal(15, (await worker.Exited.Within()).Signal);
        Assert.Empty(_log.Warnings);
    }

    [Fact]
    public async Task Output_goes_to_files_named_after_the_process_up_to_the_last_byte()
    {
        WorkerProcess worker = _launcher.Start(Start());
        using AppConnection connection = await _rendezvous.AcceptAsync();
        await connection.AskAsync("print hello");
        await connection.AskAsync("error trouble");
        await connection.AskAsync("write last words");
        await connection.SendAsync("exit 0");
        await worker.Exited.Within();

        Assert.Equal(_folder[$"worker-{worker.Pid}.out"], worker.OutputFile);
        Assert.Equal("hello\nlast words", await File.ReadAllTextAsync(worker.OutputFile));
        Assert.Equal("trouble\n", await File.ReadAllTextAsync(worker.ErrorFile));
        Assert.Equal(2, Directory.GetFiles(_folder.Path, "*", SearchOption.TopDirectoryOnly).Length);
    }

    [Fact]
    public async Task Logs_of_an_earlier_process_with_the_same_id_are_not_taken_for_those_of_the_new_one()
    {
        string binary = _folder.Write("tool", "#!/bin/sh\necho new\n");
        File.SetUnixFileMode(binary, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        for (int attempt = 0; attempt < 50; attempt++)
        {
            // Ids are given in order, so one of the next is the worker's, unless others start a lot at this very moment.
            int last = int.Parse((await File.ReadAllTextAsync("/proc/loadavg")).Split(' ')[^1], CultureInfo.InvariantCulture);
            for (int pid = last + 1; pid <= last + 100; pid++)
            {
                _folder.Write($"worker-{pid}.out", "old");
                _folder.Write($"worker-{pid}.1.out", "old");
            }

            WorkerProcess worker = _launcher.Start(Start() with { App = new RunnableApp(_folder.Path, "tool", BuildKind.Native, "net10.0") });
            await worker.Exited.Within();
            if (worker.Pid > last && worker.Pid <= last + 100)
            {
                Assert.Equal("new\n", await File.ReadAllTextAsync(worker.OutputFile));
                Assert.False(File.Exists(_folder[$"worker-{worker.Pid}.1.out"]));
                return;
            }
        }

        Assert.Fail("No worker got one of the expected ids.");
    }

    [Fact]
    public void A_variable_that_would_change_what_the_worker_is_told_is_refused_where_it_starts_too()
    {
        WorkerStart start = Start() with { EnvironmentVariables = new Dictionary<string, string> { ["RAYNET_WORKER_NODE"] = "1 1" } };

        Assert.Contains("belong to RayNet", Assert.Throws<InvalidOptionException>(() => _launcher.Start(start)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Many_workers_start_and_end_at_once()
    {
        WorkerProcess[] workers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => _launcher.Start(Start()))));
        var connections = new List<AppConnection>();
        for (int i = 0; i < workers.Length; i++)
        {
            connections.Add(await _rendezvous.AcceptAsync());
        }

        foreach (AppConnection connection in connections)
        {
            await connection.SendAsync($"exit {connection.Pid % 100}");
        }

        foreach (WorkerProcess worker in workers)
        {
            Assert.Equal(new ProcessExit(worker.Pid, worker.Pid % 100, null), await worker.Exited.Within());
        }
    }

    [Fact]
    public void A_program_without_a_worker_is_an_error_with_a_remedy()
    {
        var error = Assert.Throws<BuildMismatchException>(() => _launcher.Start(Start() with { WorkerAssembly = "Missing.dll" }));

        Assert.Contains("Missing.dll", error.Message, StringComparison.Ordinal);
        Assert.Contains("Reference the package RayNet", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_process_that_cannot_start_is_an_error_that_says_why_and_leaves_no_files()
    {
        _folder.Write("tool", "not a program");
        WorkerStart start = Start() with { App = new RunnableApp(_folder.Path, "tool", BuildKind.Native, "net10.0"), LogFolder = _folder["logs"] };

        string denied = Assert.Throws<WorkerCrashedException>(() => _launcher.Start(start)).Message;
        string missing = Assert.Throws<WorkerCrashedException>(() => _launcher.Start(start with { App = start.App with { Entry = "other" } })).Message;
        string folder = Assert.Throws<WorkerCrashedException>(() => _launcher.Start(Start() with { WorkingDirectory = _folder["nowhere"] })).Message;

        Assert.Contains("Permission denied", denied, StringComparison.Ordinal);
        Assert.Contains("No such file", missing, StringComparison.Ordinal);
        Assert.Contains($"Its folder '{_folder["nowhere"]}' does not exist", folder, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_folder["logs"]));
    }

    [Fact]
    public async Task A_handler_that_throws_does_not_end_the_node()
    {
        _launcher.Exited += static (_, _) => throw new InvalidOperationException("handler");
        string binary = _folder.Write("tool", "#!/bin/sh\n");
        File.SetUnixFileMode(binary, UnixFileMode.UserRead | UnixFileMode.UserExecute);

        WorkerProcess worker = _launcher.Start(Start() with { App = new RunnableApp(_folder.Path, "tool", BuildKind.Native, "net10.0") });

        await worker.Exited.Within();
        Assert.Contains("A handler of the end of process", Assert.Single(_log.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_way_of_old_c_libraries_starts_in_the_right_folder_too()
    {
        SpawnRequest request = PosixSpawn.ThroughShell(Request(new LaunchCommand("/bin/pwd", [])) with { WorkingDirectory = _folder.Folder("it's a \"folder\"") });

        ChildProcess child = ProcessSpawner.Start(request);

        Assert.True((await child.Exited.Within()).IsSuccess);
        Assert.Equal(_folder["it's a \"folder\""] + "\n", await File.ReadAllTextAsync(_folder["out"]));
    }

    [Fact]
    public async Task The_way_of_other_systems_starts_them_too()
    {
        SpawnRequest request = Request(new LaunchCommand("/bin/sh", ["-c", "echo $0 $A; echo error >&2; pwd; exit 4", "zero"])) with { Environment = new Dictionary<string, string> { ["A"] = "b" } };
        var exits = new TaskCompletionSource<ProcessExit>(TaskCreationOptions.RunContinuationsAsynchronously);

        PortableChild child = PortableChild.Start(request);
        child.Watch(exits.SetResult);

        Assert.Equal(new ProcessExit(child.Pid, 4, null), await exits.Task.Within());
        Assert.Equal(4, (await child.Exited.Within()).ExitCode);
        Assert.Equal($"zero b\n{_folder.Path}\n", await File.ReadAllTextAsync(_folder["out"]));
        Assert.Equal("error\n", await File.ReadAllTextAsync(_folder["err"]));
        Assert.False(child.Kill());
    }

    private WorkerStart Start() =>
        new()
        {
            App = Apps.TestApp,
            WorkerAssembly = Apps.Worker,
            LogFolder = _folder.Path,
            WorkingDirectory = _folder.Path,
            Settings = new Dictionary<string, string> { ["SOCKET"] = _rendezvous.Path },
        };

    private ChildProcess Spawn(LaunchCommand command) => ProcessSpawner.Start(Request(command));

    private SpawnRequest Request(LaunchCommand command) =>
        new()
        {
            FileName = command.FileName,
            Arguments = command.Arguments,
            Environment = ProcessVariables.Create(new Dictionary<string, string>(), quickStart: true),
            WorkingDirectory = _folder.Path,
            OutputFile = _folder["out"],
            ErrorFile = _folder["err"],
        };
}
