using System.Globalization;
using System.Text;
using RayNet.Runtime.Control;

namespace RayNet.Runtime.Deployment.Logs;

/// <summary>Writes lines of workers to the driver's console: <c>(Add pid=123, node=ab12) text</c>. Lines of one batch stay together.</summary>
internal sealed class DriverLogPrinter(TextWriter output, TextWriter error)
{
    private readonly Lock _gate = new();

    internal void Print(LogBatch batch) => Print(batch.Source.Kind, batch.Name, batch.Source.Pid, batch.Source.Node, batch.Lines);

    internal void Print(LogLines batch) => Print(batch.IsError ? LogStreamKind.Error : LogStreamKind.Output, batch.Name, batch.ProcessId, LogSource.ShortNameOf(batch.Node), batch.Lines);

    private void Print(LogStreamKind kind, string? task, int pid, string node, IEnumerable<string> lines)
    {
        string name = task is { Length: > 0 } known ? known + " " : string.Empty;
        string prefix = string.Create(CultureInfo.InvariantCulture, $"({name}pid={pid}, node={node}) ");
        var text = new StringBuilder();
        foreach (string line in lines)
        {
            text.Append(prefix).Append(line).Append(Environment.NewLine);
        }

        lock (_gate)
        {
            (kind == LogStreamKind.Output ? output : error).Write(text);
        }
    }
}
