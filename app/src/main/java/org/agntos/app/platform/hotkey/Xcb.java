package org.agntos.app.platform.hotkey;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_CHAR;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.StructLayout;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;

/// The few functions of libxcb and libc that grabbing a key needs. Unlike Xlib, xcb has no error handler for the whole
/// process, which GTK uses too, and a lost server ends nothing but the connection. A cookie is a struct of one
/// unsigned int, which both of our platforms pass as an int.
@SuppressWarnings("restricted") // the launcher enables native access for the class path
final class Xcb {
    private static final Linker LINKER = Linker.nativeLinker();
    private static final StructLayout ITERATOR = MemoryLayout.structLayout(ADDRESS, JAVA_INT, JAVA_INT);

    final MethodHandle connect;
    final MethodHandle hasError;
    final MethodHandle setup;
    final MethodHandle roots;
    final MethodHandle keyboardMapping;
    final MethodHandle keyboardMappingReply;
    final MethodHandle modifierMapping;
    final MethodHandle modifierMappingReply;
    final MethodHandle grabKey;
    final MethodHandle check;
    final MethodHandle pollForEvent;
    final MethodHandle fileDescriptor;
    final MethodHandle disconnect;
    final MethodHandle poll;
    final MethodHandle pipe;
    final MethodHandle write;
    final MethodHandle close;
    final MethodHandle free;

    private final SymbolLookup library;

    private Xcb(SymbolLookup library) {
        this.library = library;
        connect = function("xcb_connect", FunctionDescriptor.of(ADDRESS, ADDRESS, ADDRESS));
        hasError = function("xcb_connection_has_error", FunctionDescriptor.of(JAVA_INT, ADDRESS));
        setup = function("xcb_get_setup", FunctionDescriptor.of(ADDRESS, ADDRESS));
        roots = function("xcb_setup_roots_iterator", FunctionDescriptor.of(ITERATOR, ADDRESS));
        keyboardMapping =
                function("xcb_get_keyboard_mapping", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_BYTE, JAVA_BYTE));
        keyboardMappingReply = reply("xcb_get_keyboard_mapping_reply");
        modifierMapping = function("xcb_get_modifier_mapping", FunctionDescriptor.of(JAVA_INT, ADDRESS));
        modifierMappingReply = reply("xcb_get_modifier_mapping_reply");
        grabKey = function(
                "xcb_grab_key_checked",
                FunctionDescriptor.of(
                        JAVA_INT, ADDRESS, JAVA_BYTE, JAVA_INT, JAVA_CHAR, JAVA_BYTE, JAVA_BYTE, JAVA_BYTE));
        check = function("xcb_request_check", FunctionDescriptor.of(ADDRESS, ADDRESS, JAVA_INT));
        pollForEvent = function("xcb_poll_for_event", FunctionDescriptor.of(ADDRESS, ADDRESS));
        fileDescriptor = function("xcb_get_file_descriptor", FunctionDescriptor.of(JAVA_INT, ADDRESS));
        disconnect = function("xcb_disconnect", FunctionDescriptor.ofVoid(ADDRESS));
        poll = standard("poll", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT));
        pipe = standard("pipe", FunctionDescriptor.of(JAVA_INT, ADDRESS));
        write = standard("write", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG));
        close = standard("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));
        free = standard("free", FunctionDescriptor.ofVoid(ADDRESS));
    }

    /// @throws IllegalArgumentException if there is no libxcb
    static Xcb load() {
        return new Xcb(SymbolLookup.libraryLookup("libxcb.so.1", Arena.global()));
    }

    private MethodHandle function(String name, FunctionDescriptor type) {
        return LINKER.downcallHandle(library.findOrThrow(name), type);
    }

    private MethodHandle reply(String name) {
        return function(name, FunctionDescriptor.of(ADDRESS, ADDRESS, JAVA_INT, ADDRESS));
    }

    private static MethodHandle standard(String name, FunctionDescriptor type) {
        return LINKER.downcallHandle(LINKER.defaultLookup().findOrThrow(name), type);
    }

    /// Calls a function. What it throws could only be a bug of ours.
    static Object call(MethodHandle function, Object... arguments) {
        try {
            return function.invokeWithArguments(arguments);
        } catch (Throwable e) {
            // The top of what is native: such a handle throws nothing that could be expected.
            throw new IllegalStateException("a native function failed", e);
        }
    }

    /// The window that all others are in, of the first screen.
    int rootWindow(MemorySegment connection, Arena arena) {
        MemorySegment data = (MemorySegment) call(setup, connection);
        SegmentAllocator allocator = arena;
        MemorySegment iterator = (MemorySegment) call(roots, allocator, data);
        return iterator.get(ADDRESS, 0).reinterpret(4).get(JAVA_INT, 0);
    }
}
