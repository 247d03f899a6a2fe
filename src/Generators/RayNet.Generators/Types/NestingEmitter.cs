using RayNet.Roslyn;

namespace RayNet.Generators.Types;

/// <summary>Writes the check of [MaxDepth] around a body.</summary>
internal static class NestingEmitter
{
    internal static void EmitField(SourceWriter writer, int maxDepth)
    {
        if (maxDepth > 0)
        {
            writer.Line("[global::System.ThreadStatic]").Line("private static int s_depth;").Line();
        }
    }

    internal static void Open(SourceWriter writer, int maxDepth, string type)
    {
        if (maxDepth > 0)
        {
            writer.Line($"{GeneratedFile.Services}Nesting.Enter(ref s_depth, {maxDepth}, typeof({type}));");
            writer.Open("try");
        }
    }

    internal static void Close(SourceWriter writer, int maxDepth)
    {
        if (maxDepth > 0)
        {
            writer.Close().Open("finally").Line("s_depth--;").Close();
        }
    }
}
