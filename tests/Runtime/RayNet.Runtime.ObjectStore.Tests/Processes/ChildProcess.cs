using System.Diagnostics;
using System.Globalization;
using RayNet.Runtime.ObjectStore.Memory;

namespace RayNet.Runtime.ObjectStore.Tests.Processes;

/// <summary>This program once more, as the other process of a test. It is ended with the test, however that ends.</summary>
internal sealed class ChildProcess : IDisposable
{
    internal const string Switch = "--store-child";

    private readonly Process _process;

    private ChildProcess(Process process)
    {
        _process = process;
        Errors = process.StandardError.ReadToEndAsync();
    }

    public Task<string> Errors { get; }

    public static ChildProcess Start(string command, params string[] arguments)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        if (Path.GetFileNameWithoutExtension(start.FileName) == "dotnet")
        {
            start.ArgumentList.Add(typeof(ChildProcess).Assembly.Location);
        }

        start.ArgumentList.Add(Switch);
        start.ArgumentList.Add(command);
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        // A child that dies on purpose leaves no dump.
        start.Environment["DOTNET_DbgEnableMiniDump"] = "0";
        return new ChildProcess(Process.Start(start)!);
    }

    public static string[] Describe(ArenaAddress address, params ReadOnlySpan<long> numbers) =>
    [
        address.Path,
        address.Capacity.ToString(CultureInfo.InvariantCulture),
        address.Instance.ToString(CultureInfo.InvariantCulture),
        .. numbers.ToArray().Select(number => number.ToString(CultureInfo.InvariantCulture)),
    ];

    public async Task<string> ReadLineAsync() => await _process.StandardOutput.ReadLineAsync().Within("a line of the child")
        ?? throw new InvalidOperationException($"The child ended: {await Errors}");

    public async Task<int> ExitAsync()
    {
        await _process.WaitForExitAsync().Within("the end of the child");
        return _process.ExitCode;
    }

    /// <summary>Ends it without a chance to clean up.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await ExitAsync();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }
}
