using RayNet.Roslyn;

namespace RayNet.Generators.Calls;

/// <summary>A parameter as source text.</summary>
/// <param name="Text">Type, name and default.</param>
/// <param name="IsOblivious">
/// Whether the type is written without annotations: ObjectRef&lt;string&gt; has to fit a parameter that admits null, as does
/// ObjectRef&lt;string?&gt;.
/// </param>
internal readonly record struct ParameterText(string Text, bool IsOblivious = false)
{
    /// <summary>Writes the head of a method with its parameters.</summary>
    internal static void WriteHead(SourceWriter writer, string head, List<ParameterText> parameters)
    {
        if (!parameters.Exists(static parameter => parameter.IsOblivious))
        {
            writer.Line($"{head}({string.Join(", ", parameters.Select(static parameter => parameter.Text))})");
            return;
        }

        writer.Line(head + "(");
        for (int i = 0; i < parameters.Count; i++)
        {
            string line = $"    {parameters[i].Text}{(i == parameters.Count - 1 ? ")" : ",")}";
            writer.Line(parameters[i].IsOblivious ? $"#nullable disable annotations\n{line}\n#nullable enable annotations" : line);
        }
    }
}
