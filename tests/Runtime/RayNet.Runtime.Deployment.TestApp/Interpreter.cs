using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Microsoft.Extensions.Logging.Abstractions;
using RayNet.Runtime.Deployment.Builds;
using RayNet.Runtime.Deployment.Logs;
using RayNet.Runtime.Deployment.Processes;

namespace RayNet.Runtime.Deployment.TestApp;

/// <summary>Does what the test at the other end of a socket asks for, one line at a time, and ends with the connection.</summary>
internal sealed class Interpreter(string socket, string[] args, WorkerEnvironment? environment)
{
    private readonly List<object> _kept = [];

    internal static int Run(string socket, string[] args, WorkerEnvironment? environment)
    {
        using var connection = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        connection.Connect(new UnixDomainSocketEndPoint(socket));
        using var stream = new NetworkStream(connection);
        using var reader = new StreamReader(stream);
        using var writer = new StreamWriter(stream) { AutoFlush = true, NewLine = "\n" };
        writer.WriteLine(Environment.ProcessId);
        var interpreter = new Interpreter(socket, args, environment);
        while (reader.ReadLine() is { } line)
        {
            string[] parts = line.Split(' ', 2);
            if (parts[0] == "exit")
            {
                return int.Parse(parts[1], CultureInfo.InvariantCulture);
            }

            writer.WriteLine(interpreter.Do(parts[0], parts.Length > 1 ? parts[1] : string.Empty));
        }

        return 0;
    }

    private string Do(string command, string text)
    {
        switch (command)
        {
            case "print":
                Console.WriteLine(text);
                return "ok";
            case "write":
                Console.Write(text);
                return "ok";
            case "error":
                Console.Error.WriteLine(text);
                return "ok";
            case "name":
                LogMarker.Write(text);
                return "ok";
            case "flood":
                Flood(int.Parse(text, CultureInfo.InvariantCulture));
                return "ok";
            case "args":
                return string.Join('|', args);
            case "folder":
                return Environment.CurrentDirectory;
            case "variable":
                return Environment.GetEnvironmentVariable(text) ?? "(none)";
            case "variables":
                return string.Join(' ', Environment.GetEnvironmentVariables().Keys.Cast<string>().Where(name => name.StartsWith("RAYNET_", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
            case "setting":
                return environment!.Settings[text];
            case "node":
                return environment!.Node.ToString();
            case "app":
                return RunnableApp.Current().ToString();
            case "leads":
                return (Libc.GetProcessGroup(0) == Environment.ProcessId).ToString();
            case "ignore":
                _kept.Add(PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => context.Cancel = true));
                return "ok";
            case "child":
                return StartSleep().ToString(CultureInfo.InvariantCulture);
            case "worker":
                return StartWorker(text).ToString(CultureInfo.InvariantCulture);
            case "session":
                return StartSession(text);
            case "abort":
                Environment.FailFast(text);
                return "never";
            default:
                return $"unknown command {command}";
        }
    }

    private static void Flood(int lines)
    {
        for (int i = 0; i < lines; i++)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"line {i}"));
        }
    }

    private int StartSleep()
    {
        Process process = Process.Start("sleep", "1000");
        _kept.Add(process);
        return process.Id;
    }

    /// <summary>Here this program is the node, and starts itself as its worker.</summary>
    private int StartWorker(string folder)
    {
        var launcher = new WorkerLauncher(_kept.OfType<Session>().FirstOrDefault(), NullLogger.Instance);
        return launcher.Start(new WorkerStart
        {
            App = RunnableApp.Current(),
            WorkerAssembly = "RayNet.Runtime.Deployment.TestApp.dll",
            LogFolder = folder,
            WorkingDirectory = folder,
            Settings = new Dictionary<string, string> { ["SOCKET"] = socket },
        }).Pid;
    }

    private string StartSession(string root)
    {
        // The interpreter is synchronous: nothing else runs here.
        Session session = Session.CreateAsync(root, TimeProvider.System, CancellationToken.None).AsTask().GetAwaiter().GetResult();
        _kept.Add(session);
        return session.Folder;
    }
}
