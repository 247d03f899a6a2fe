using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Spectre.Console;

namespace RayNet.Cli.Output;

/// <summary>Where the command writes: tables for people, JSON for programs, errors beside them.</summary>
internal sealed class Screen(TextWriter output, TextWriter error)
{
    private readonly IAnsiConsole _console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) });

    /// <summary>Whether a person looks at it.</summary>
    private bool IsTerminal => ReferenceEquals(output, Console.Out) && !Console.IsOutputRedirected;

    internal void Line(string text = "") => output.WriteLine(text);

    /// <summary>Text as it is, without a line end.</summary>
    internal void Write(string text)
    {
        output.Write(text);
        output.Flush();
    }

    internal void Error(string message) => error.WriteLine($"raynet: {message.ReplaceLineEndings(" ")}");

    internal void Json<T>(T value, JsonTypeInfo<T> type) => output.WriteLine(JsonSerializer.Serialize(value, type));

    /// <summary>A table: drawn on a terminal, plain columns elsewhere.</summary>
    internal void Table(string title, string[] columns, IReadOnlyCollection<string[]> rows, string ifEmpty)
    {
        if (title.Length > 0)
        {
            Line(title);
        }

        if (rows.Count == 0)
        {
            Line(ifEmpty);
        }
        else if (IsTerminal)
        {
            var table = new Table().Border(TableBorder.Simple);
            foreach (string column in columns)
            {
                table.AddColumn(Markup.Escape(column));
            }

            foreach (string[] row in rows)
            {
                table.AddRow([.. row.Select(static cell => Markup.Escape(cell))]);
            }

            _console.Write(table);
        }
        else
        {
            Plain(columns, rows);
        }
    }

    private void Plain(string[] columns, IReadOnlyCollection<string[]> rows)
    {
        int[] widths = [.. columns.Select((column, index) => Math.Max(column.Length, rows.Max(row => row[index].Length)))];
        foreach (string[] row in rows.Prepend(columns))
        {
            var line = new StringBuilder();
            for (int i = 0; i < row.Length; i++)
            {
                line.Append(row[i].ReplaceLineEndings(" ").PadRight(widths[i] + 2));
            }

            Line(line.ToString().TrimEnd());
        }
    }
}
