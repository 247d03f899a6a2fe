using System.ComponentModel;

namespace RayNet.CompilerServices;

/// <summary>Makes one reference for each element of a returned tuple.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class SplitPart
{
    /// <summary>The reference to one element.</summary>
    /// <param name="call">The call that returns the tuple.</param>
    /// <param name="select">Takes the element out of the tuple.</param>
    /// <param name="isolate">Copies the element for a consumer; <see langword="null"/> where its type is immutable.</param>
    /// <typeparam name="TTuple">The type of the tuple.</typeparam>
    /// <typeparam name="TPart">The type of the element.</typeparam>
    public static ObjectRef<TPart> Create<TTuple, TPart>(ObjectCell<TTuple> call, Func<TTuple, TPart> select, Func<TPart, TPart>? isolate = null)
    {
        ArgumentNullException.ThrowIfNull(call);
        var part = new SplitPart<TTuple, TPart>(call, select, isolate);
        call.AddContinuation(part.Continuation);
        return new ObjectRef<TPart>(part);
    }
}
