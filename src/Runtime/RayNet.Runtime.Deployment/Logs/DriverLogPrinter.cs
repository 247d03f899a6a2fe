using System.Globalization;
using System.Text;

namespace RayNet.Runtime.Deployment.Logs;

/// <summary>Writes lines of workers to the driver's console: <c>(Add pid=123, node=ab12) text</c>. Lines of one batch stay together.</summary>
internal sealed class DriverLogPrinter(TextWriter output, TextWriter error)
{
    private readonly Lock _gate = new();

    internal void Print(LogBatch batch)
    {
        string name = batch.Name is { Length: > 0 } known ? known + " " : string.Empty;
        string prefix = string.Create(CultureInfo.InvariantCulture, $"({name}pid={batch.Source.Pid}, node={batch.Source.Node}) ");
        var text = new StringBuilder();
        foreach (string line in batch.Lines)
        {
            text.Append(prefix).Append(line).Append(Environment.NewLine);
        }

        lock (_gate)
        {
            (batch.Source.Kind == LogStreamKind.Output ? output : error).Write(text);
        }
    }
}
