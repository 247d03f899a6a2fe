using RayNet.Roslyn.Model;

namespace RayNet.Generators.Calls;

/// <summary>The base class of a call and the method that it overrides.</summary>
/// <param name="BaseType">The base class.</param>
/// <param name="ReturnType">What the overridden method returns.</param>
/// <param name="Method">The overridden method.</param>
internal readonly record struct CallShape(string BaseType, string ReturnType, string Method)
{
    private const string Services = GeneratedFile.Services;
    private const string Tasks = "global::System.Threading.Tasks.";

    internal static CallShape For(ReturnModel result, DisposalKind disposal)
    {
        // Only an asynchronous call can wait for DisposeAsync.
        bool isAsync = result.IsAsync || disposal == DisposalKind.Async;
        return result.Kind switch
        {
            ReturnKind.Stream => new CallShape($"{Services}StreamCall<{result.Type}>", $"global::System.Collections.Generic.IAsyncEnumerable<{result.Type}>", "InvokeStream"),
            _ when isAsync && result.HasResult => new CallShape($"{Services}AsyncCall<{result.Type}>", $"{Tasks}ValueTask<{result.Type}>", "Invoke"),
            _ when isAsync => new CallShape($"{Services}AsyncVoidCall", $"{Tasks}ValueTask", "InvokeVoid"),
            _ when result.HasResult => new CallShape($"{Services}SyncCall<{result.Type}>", result.Type, "Invoke"),
            _ => new CallShape($"{Services}VoidCall", "void", "Invoke"),
        };
    }
}
