using System.Text;

namespace RayNet.Roslyn;

/// <summary>Writes indented C#. Texts of several lines are indented line by line.</summary>
internal sealed class SourceWriter
{
    private const int SpacesPerLevel = 4;
    private readonly StringBuilder _text = new(4096);

    internal int Indentation { get; set; }

    /// <summary>Writes one or several lines.</summary>
    internal SourceWriter Line(string text = "")
    {
        int start = 0;
        while (true)
        {
            int end = text.IndexOf('\n', start);
            int length = (end < 0 ? text.Length : end) - start;
            if (length > 0 && text[start + length - 1] == '\r')
            {
                length--;
            }

            AppendLine(text, start, length);
            if (end < 0)
            {
                return this;
            }

            start = end + 1;
        }
    }

    /// <summary>Writes an opening brace and indents.</summary>
    internal SourceWriter Open(string? head = null)
    {
        if (head is not null)
        {
            Line(head);
        }

        Line("{");
        Indentation++;
        return this;
    }

    /// <summary>Goes back by one level and writes a closing brace.</summary>
    internal SourceWriter Close(string tail = "")
    {
        Indentation--;

        // Members end with an empty line; the last one needs none.
        if (_text.Length > 1 && _text[_text.Length - 1] == '\n' && _text[_text.Length - 2] == '\n')
        {
            _text.Length--;
        }

        return Line("}" + tail);
    }

    public override string ToString() => _text.ToString();

    private void AppendLine(string text, int start, int length)
    {
        if (length > 0)
        {
            // Directives keep column 0, as people write them.
            _text.Append(' ', text[start] == '#' ? 0 : Indentation * SpacesPerLevel).Append(text, start, length);
        }

        _text.Append('\n');
    }
}
