namespace RayNet.Testing.Tests;

/// <summary>An actor that writes a file when it is disposed.</summary>
[Actor]
internal sealed class LastWord(string file, int milliseconds) : IAsyncDisposable
{
    public int ProcessId() => Environment.ProcessId;

    public async ValueTask DisposeAsync()
    {
        await File.AppendAllTextAsync(file, "begun ");
        await Task.Delay(milliseconds);
        await File.AppendAllTextAsync(file, "ended");
    }
}
